import SystemPackage

/// What the system says of an error, in lower case.
package func reason(_ error: any Error) -> String {
  (error as? Errno)?.description.lowercased() ?? String(describing: error)
}

/// What the system says of an error number, in lower case.
package func reason(_ number: Int32) -> String { reason(Errno(rawValue: number)) }
