import ContainerModel
import SpecSamples
import Testing

/// Reads a text as some quantity and writes it again; nil where it is none.
struct Reader: Sendable, CustomTestStringConvertible {
  let kind: String
  let samples: [String]
  let read: @Sendable (String) -> String?

  init<Value: TextCodable>(_ type: Value.Type, _ samples: String...) {
    kind = Value.kind
    self.samples = samples
    read = { Value($0)?.description }
  }

  var testDescription: String { kind }

  static let all = [
    Reader(ByteCount.self, "64MiB", "0B", "1023KiB", "7GiB"),
    Reader(TimeSpan.self, "30s", "5m", "1h", "0s"),
    Reader(CoreCount.self, "0.5", "2", "0.001", "8192.125"),
    Reader(CPUSet.self, "0", "0-1,3", "2,4-8191"),
    Reader(MACAddress.self, "02:00:5e:10:00:01", "aa:bb:cc:dd:ee:ff"),
    Reader(IPAddress.self, "192.168.1.20", "::", "fe80::1", "1:2:3:4:5:6:7:8"),
    Reader(InterfaceAddress.self, "10.0.0.1/8", "fd00::20/64", "0.0.0.0/0", "::/128"),
    Reader(SHA256Digest.self, String(repeating: "0a", count: 32)),
    Reader(StopSignal.self, "SIGKILL", "SIGPWR", "SIGRTMIN+3", "SIGRTMIN+0"),
    Reader(UserSpec.self, "0", "1000:100", "4294967294"),
    Reader(ContainerName.self, "a", "web-1", String(repeating: "k", count: 63)),
    Reader(ImageKey.self, String(repeating: "0a", count: 32) + "-u100000-65536"),
    Reader(ImageKey.self, String(repeating: "0a", count: 32) + "-p"),
    Reader(FolderKey.self, String(repeating: "0a", count: 20) + "-u1-4294967294"),
    Reader(FolderKey.self, String(repeating: "0a", count: 20) + "-p"),
  ]
}

@Suite("hostile text")
struct HostileTextTests {
  @Test("what was read is written the same again", arguments: Reader.all)
  func bothWays(_ reader: Reader) {
    for sample in reader.samples {
      #expect(reader.read(sample) == sample)
    }
  }

  @Test("look-alikes of a character are not that character", arguments: Reader.all)
  func lookAlikes(_ reader: Reader) {
    let texts = reader.samples.flatMap { sample in
      sample.unicodeScalars.enumerated().flatMap { position, scalar in
        lookAlikes(of: scalar).map { other in
          var scalars = Array(sample.unicodeScalars)
          scalars[position] = other
          return String(String.UnicodeScalarView(scalars))
        }
      }
    }
    #expect(texts.filter { reader.read($0) != nil } == [])
  }

  @Test("nothing may stand before, behind or between", arguments: Reader.all)
  func intruders(_ reader: Reader) {
    // Blanks, line ends, NUL, a combining accent, a joiner, a direction mark, a byte order mark.
    let intruders = [
      " ", "\t", "\n", "\r\n", "\0", "\u{301}", "\u{200d}", "\u{202e}", "\u{feff}", "_",
    ]
    let texts = reader.samples.flatMap { sample in
      (0...sample.count).flatMap { position in
        intruders.map { "\(sample.prefix(position))\($0)\(sample.dropFirst(position))" }
      }
    }
    #expect(texts.filter { reader.read($0) != nil } == [])
  }

  @Test("a sign, nothing, and a very long text are no value", arguments: Reader.all)
  func shapes(_ reader: Reader) {
    let texts = reader.samples.flatMap { sample in
      [
        "+" + sample, "-" + sample, String(repeating: sample, count: 5000),
        String(repeating: "0", count: 100_000) + sample,
      ]
    }
    #expect(([""] + texts).filter { reader.read($0) != nil }.map { $0.prefix(80) } == [])
  }

  @Test("every text of three characters is refused or comes back as it means")
  func exhaustive() {
    let alphabet = Array("019.:,-/aBKMs\u{ff11}\u{661}")
    let texts = alphabet.flatMap { first in
      alphabet.flatMap { second in alphabet.map { String([first, second, $0]) } }
    }
    for reader in Reader.all {
      let wrong = texts.filter { text in
        guard let written = reader.read(text) else { return false }
        return reader.read(written) != written || !text.utf8.allSatisfy { $0 < 0x80 }
      }
      #expect(wrong == [], "\(reader.kind)")
    }
  }

  /// Characters that look like `scalar`, or that Unicode calls digits of the same value or canonically the same.
  private func lookAlikes(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    var values = [scalar.value + 0xfee0]
    if (0x30...0x39).contains(scalar.value) {
      // Arabic-Indic, extended Arabic-Indic, Devanagari, mathematical bold.
      values += [0x660, 0x6f0, 0x966, 0x1d7ce].map { scalar.value - 0x30 + $0 }
    }
    if scalar == "K" { values.append(0x212a) }
    if scalar == "." { values += [0x2024, 0x3002] }
    if scalar == "-" { values += [0x2010, 0x2212] }
    if scalar == ":" { values += [0x2236, 0xa789] }
    return values.compactMap(Unicode.Scalar.init)
  }
}
