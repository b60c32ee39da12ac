/// What is wrong with a file that should hold a kernel's configuration, in words and with what to do.
struct KernelConfigFault: Error, CustomStringConvertible {
  let description: String

  init(_ file: String, _ cause: String) {
    description = "failed to read the kernel's configuration '\(file)': \(cause)"
  }
}
