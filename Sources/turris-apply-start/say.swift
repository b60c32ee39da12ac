import CLinux

// Nobody needs to read standard output: that a write failed changes nothing.

func say(_ text: StaticString) {
  _ = write(STDOUT_FILENO, text.utf8Start, text.utf8CodeUnitCount)
}

func say(_ text: UnsafePointer<CChar>) {
  _ = write(STDOUT_FILENO, text, strlen(text))
}

/// Writes the text and a NUL.
func sayField(_ text: UnsafePointer<CChar>) {
  _ = write(STDOUT_FILENO, text, strlen(text) + 1)
}

/// Writes a number that is not negative in decimal, and a NUL.
func sayField(_ number: CInt) {
  var digits = InlineArray<12, CChar>(repeating: 0)
  var rest = number
  var start = digits.count - 1
  repeat {
    start -= 1
    digits[start] = CChar(48 + rest % 10)
    rest /= 10
  } while rest > 0
  for position in start..<digits.count {
    withUnsafeBytes(of: digits[position]) { _ = write(STDOUT_FILENO, $0.baseAddress, 1) }
  }
}
