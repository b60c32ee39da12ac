public import HostProbing
public import Workers

import Glibc
import HostJudging
import SystemPackage

extension ReadKernelConfig: ServedTask {
  /// Reads the first file that is there.
  public static func run(
    _ request: Request, report: (Progress) throws -> Void
  ) throws -> Reply {
    for file in request.files {
      guard let bytes = try read(file) else { continue }
      guard let config = KernelConfig(bytes) else {
        throw KernelConfigFault(
          file,
          "it is none: no line of it is like CONFIG_NAMESPACES=y; give a kernel's .config, or a copy of its /proc/config.gz"
        )
      }
      return Reply(file: file, config: config)
    }
    return Reply(file: nil, config: nil)
  }

  /// Nil where there is no such file.
  private static func read(_ file: String) throws -> [UInt8]? {
    do {
      // A fifo without a writer must not block.
      let descriptor = try FileDescriptor.open(
        file, .readOnly, options: [.closeOnExec, .nonBlocking])
      return try descriptor.closeAfter {
        var status = stat()
        guard fstat(descriptor.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
          throw KernelConfigFault(file, "it is not a regular file")
        }
        return try GzipFile(descriptor, name: file).read(limit: KernelConfig.limit)
      }
    } catch Errno.noSuchFileOrDirectory {
      return nil
    } catch let error as Errno {
      throw KernelConfigFault(file, "\(error)".lowercased())
    }
  }
}
