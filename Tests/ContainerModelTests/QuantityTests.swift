import ContainerModel
import SpecSamples
import Testing

@Suite("quantities")
struct QuantityTests {
  @Test("bytes are written in the largest unit that divides them exactly")
  func bytes() {
    let cases: [(String, Int64, String)] = [
      ("0B", 0, "0B"), ("1B", 1, "1B"), ("1024B", 1024, "1KiB"), ("1025B", 1025, "1025B"),
      ("1024KiB", 1 << 20, "1MiB"), ("1536KiB", 1536 << 10, "1536KiB"), ("0GiB", 0, "0B"),
      ("1024GiB", 1 << 40, "1024GiB"), ("9223372036854775807B", .max, "9223372036854775807B"),
      ("8589934591GiB", 8_589_934_591 << 30, "8589934591GiB"),
    ]
    for (text, bytes, written) in cases {
      #expect(ByteCount(text)?.bytes == bytes)
      #expect(ByteCount(text)?.description == written)
    }
  }

  @Test("bytes that do not fit into 63 bits, lack a unit or have another are refused")
  func noBytes() {
    for text in [
      "9223372036854775808B", "8589934592GiB", "8796093022208MiB", "9007199254740992KiB", "64",
      "64M", "64MB", "64mib", "64 MiB", "1.5MiB", "MiB", "01MiB", "0x10B", "1e3B", "64MiBMiB",
    ] {
      #expect(ByteCount(text) == nil, "\(text)")
    }
  }

  @Test("durations are whole seconds, minutes or hours")
  func durations() {
    let cases: [(String, Int64, String)] = [
      ("0s", 0, "0s"), ("60s", 60, "1m"), ("61s", 61, "61s"), ("3600s", 3600, "1h"),
      ("90m", 5400, "90m"), ("168h", 604_800, "168h"),
      ("2562047788015215h", 2_562_047_788_015_215 * 3600, "2562047788015215h"),
    ]
    for (text, seconds, written) in cases {
      #expect(TimeSpan(text)?.seconds == seconds)
      #expect(TimeSpan(text)?.description == written)
    }
    for text in [
      "2562047788015216h", "9223372036854775808s", "5", "s", "5d", "5S", "1.5h", "1h30m",
    ] {
      #expect(TimeSpan(text) == nil, "\(text)")
    }
  }

  @Test("cores are decimal numbers of at most three places")
  func cores() {
    let cases: [(String, Int64, String)] = [
      ("0", 0, "0"), ("0.001", 1, "0.001"), ("0.50", 500, "0.5"), ("1.000", 1000, "1"),
      ("2.05", 2050, "2.05"), ("10", 10_000, "10"),
      ("9223372036854774", .max - 1807, "9223372036854774"),
    ]
    for (text, milli, written) in cases {
      #expect(CoreCount(text)?.milli == milli)
      #expect(CoreCount(text)?.description == written)
    }
    for text in ["", ".", "1.", ".5", "0.0001", "1e1", "1,5", "00.5", "9223372036854776", "0.5.5"] {
      #expect(CoreCount(text) == nil, "\(text)")
    }
  }

  @Test("sets of processors are sorted and joined")
  func processors() {
    let cases = [
      ("0", "0"), ("3,1", "1,3"), ("0-1,2", "0-2"), ("5,0-3,2-4", "0-5"), ("8191", "8191"),
      ("0,0", "0"), ("0-8191", "0-8191"), ("2-2", "2"),
    ]
    for (text, written) in cases { #expect(CPUSet(text)?.description == written) }
    for text in ["", ",", "0,", "1-", "-1", "3-1", "8192", "0-8192", "0-1-2", "all", "99999999999"]
    {
      #expect(CPUSet(text) == nil, "\(text)")
    }
  }

  @Test("random quantities come back from their text")
  func randomRoundTrips() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let bits = Int64.random(in: 0...62, using: &random)
      let number = Int64.random(in: 0...(1 << bits), using: &random)
      try expectBothWays(ByteCount(bytes: number))
      try expectBothWays(TimeSpan(seconds: number))
      try expectBothWays(CoreCount(milli: min(number, .max - 2000)))
      let first = UInt32.random(in: 1...(.max - 1), using: &random)
      let range = try #require(
        IDRange(first: first, count: .random(in: 1...(.max - first), using: &random)))
      let digits = (0..<64).map { _ in random.pick(Array("0123456789abcdef")) }
      let digest: SHA256Digest = try parsed(String(digits))
      try expectBothWays(ImageKey(digest: digest, mapping: random.oneIn(3) ? nil : range))
      try expectBothWays(
        try #require(
          FolderKey(tree: String(digits.prefix(40)), mapping: random.oneIn(3) ? nil : range)))
      let octets = (0..<6).map { _ in UInt8.random(in: 0...255, using: &random) }
      try expectBothWays(try #require(MACAddress(octets: octets)))
    }
  }

  private func expectBothWays<Value: TextCodable>(_ value: Value) throws {
    #expect(try parsed(value.description) == value)
  }

  @Test("users are numbers below the one that means no change")
  func users() {
    #expect(UserSpec("1000")?.gid == nil)
    #expect(UserSpec("1000:100")?.gid == 100)
    #expect(UserSpec("4294967294:0")?.uid == UInt32.max - 1)
    for text in [
      "4294967295", "0:4294967295", "4294967296", "root", ":", "1:", ":1", "1:2:3", "-1",
    ] {
      #expect(UserSpec(text) == nil, "\(text)")
    }
  }

  @Test("signals are known by name, with or without SIG")
  func signals() {
    #expect(StopSignal("TERM")?.description == "SIGTERM")
    #expect(StopSignal("RTMIN+3")?.description == "SIGRTMIN+3")
    #expect(StopSignal("SIGRTMIN+30") != nil)
    for text in [
      "SIGRTMIN+31", "SIGRTMIN+03", "SIGRTMIN", "SIGRTMAX-1", "SIGSTOP", "sigterm", "15", "SIG",
      "SIGSIGTERM", "SIGRTMIN+-1",
    ] {
      #expect(StopSignal(text) == nil, "\(text)")
    }
  }

  @Test("names of containers are labels of host names")
  func names() {
    for text in ["a", "0", "a-b", String(repeating: "a", count: 63)] {
      #expect(ContainerName(text)?.description == text)
    }
    for text in [
      "", "-", "-a", "a-", "A", "a_b", "a.b", "..", "/", "é", String(repeating: "a", count: 64),
    ] {
      #expect(ContainerName(text) == nil, "\(text)")
    }
  }

  @Test("ranges of ids leave out the host's root and the id that means none")
  func ranges() {
    #expect(IDRange(first: 0, count: 1) == nil)
    #expect(IDRange(first: 1, count: 0) == nil)
    #expect(IDRange(first: 1, count: .max) == nil)
    #expect(IDRange(first: .max, count: 1) == nil)
    #expect(IDRange(first: 1, count: .max - 1) != nil)
    #expect(IDRange(first: .max - 1, count: 1) != nil)
  }

  @Test("addresses of groups and the one of zeros are told apart")
  func hardwareAddresses() throws {
    #expect(try parsed("01:00:5e:00:00:01", as: MACAddress.self).isMulticast)
    #expect(try parsed("00:00:00:00:00:00", as: MACAddress.self).isZero)
    #expect(try parsed("FE:00:00:00:00:AB", as: MACAddress.self).description == "fe:00:00:00:00:ab")
    #expect(MACAddress(octets: [1, 2, 3, 4, 5]) == nil)
    for text in [
      "02:00:5e:10:00", "02:00:5e:10:00:01:02", "2:0:5e:10:0:1", "02-00-5e-10-00-01", "::",
    ] {
      #expect(MACAddress(text) == nil, "\(text)")
    }
  }
}
