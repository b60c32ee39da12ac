import Glibc
import SystemPackage

/// Makes a system call, again when a signal interrupts it, and tells on what it failed.
@discardableResult
func attempt<Value: SignedInteger & FixedWidthInteger>(
  _ operation: String, _ path: @autoclosure () -> FilePath, _ call: () -> Value
) throws(FileError) -> Value {
  while true {
    let value = call()
    if value >= 0 { return value }
    let number = Errno(rawValue: errno)
    if number != .interrupted { throw FileError(operation, path(), .system(number)) }
  }
}

/// The same for calls of swift-system, which throw `Errno`.
func attempt<Value>(
  _ operation: String, _ path: @autoclosure () -> FilePath, _ call: () throws(Errno) -> Value
) throws(FileError) -> Value {
  do throws(Errno) {
    return try call()
  } catch {
    throw FileError(operation, path(), .system(error))
  }
}

/// Turns the error that something does not exist into nil.
func presentOrNil<Value: ~Copyable>(
  _ body: () throws(FileError) -> Value
) throws(FileError) -> Value? {
  do throws(FileError) {
    return try body()
  } catch {
    if error.errno == .noSuchFileOrDirectory { return nil }
    throw error
  }
}
