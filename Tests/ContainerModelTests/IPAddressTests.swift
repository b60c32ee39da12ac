import ContainerModel
import Glibc
import SpecSamples
import Testing

/// Holds the reader and the writer of addresses against the C library's, which people's other tools use.
@Suite("IP addresses, beside inet_pton(3) and inet_ntop(3)")
struct IPAddressTests {
  @Test("random addresses are written the same way")
  func written() throws {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<1000 {
      let quad = UInt32.random(in: .min ... .max, using: &random)
      #expect(IPAddress.v4(quad).description == text(of: .v4(quad)))
      // Many zeros, so that there is something to leave out.
      let groups = (0..<8).map { _ in
        random.oneIn(2)
          ? 0 : UInt16.random(in: 0 ... .max, using: &random) >> random.pick([0, 4, 8, 15])
      }
      let address = IPAddress.v6(groups)
      let oracle = try #require(text(of: address))
      #expect(IPAddress(oracle) == address, "\(oracle)")
      #expect(parsedByC(address.description) == address, "\(address)")
      // The C library alone ends some addresses in a dotted quad.
      if !oracle.contains(".") { #expect(address.description == oracle) }
    }
  }

  @Test("what one takes, the other takes for the same, after any damage")
  func read() {
    var random = SeededGenerator(seed: 3)
    let seeds = [
      "192.168.1.20", "0.0.0.0", "255.255.255.255", "::", "::1", "fe80::1", "1::",
      "2001:db8::8:800:200c:417a",
      "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "::ffff:192.168.1.20",
      "1:2:3:4:5:6:1.2.3.4",
      "64:ff9b::192.0.2.33",
    ]
    let alphabet = Array("0123456789abcdefABCDEF:.gx%/ ")
    var wrong: [String] = []
    for _ in 0..<20_000 {
      var text = Array(random.pick(seeds))
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let position = Int.random(in: 0...text.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.insert(random.pick(alphabet), at: position)
        case 1 where position < text.count: text.remove(at: position)
        case 2 where position < text.count: text[position] = random.pick(alphabet)
        default: text.insert(contentsOf: random.pick(["::", ":0", ".1", "00"]), at: position)
        }
      }
      let damaged = String(text)
      if IPAddress(damaged) != parsedByC(damaged) { wrong.append(damaged) }
    }
    #expect(wrong == [])
  }

  @Test("prefixes reach from none to all of an address")
  func prefixes() {
    #expect(InterfaceAddress("10.0.0.1/0") != nil)
    #expect(InterfaceAddress("10.0.0.1/32") != nil)
    #expect(InterfaceAddress("::1/128") != nil)
    for text in [
      "10.0.0.1", "10.0.0.1/", "10.0.0.1/33", "::1/129", "10.0.0.1/024", "10.0.0.1/8/8", "/8",
    ] {
      #expect(InterfaceAddress(text) == nil, "\(text)")
    }
    #expect(InterfaceAddress(address: .v4(1), prefixLength: 33) == nil)
    #expect(InterfaceAddress(address: .v4(1), prefixLength: -1) == nil)
    #expect(InterfaceAddress("FE80:0:0:0:0:0:0:1/64")?.description == "fe80::1/64")
  }

  @Test("those of one link alone are told from others")
  func linkLocal() throws {
    for text in ["169.254.0.1", "169.254.255.255", "fe80::1", "febf:ffff::1"] {
      #expect(try #require(IPAddress(Substring(text))).isLinkLocal, "\(text)")
    }
    for text in ["169.253.255.255", "169.255.0.0", "fec0::1", "fe7f::1", "fd00::1", "::1"] {
      #expect(try !#require(IPAddress(Substring(text))).isLinkLocal, "\(text)")
    }
  }

  private func bytes(of address: IPAddress) -> [UInt8] {
    switch address {
    case .v4(let quad): (0..<4).map { UInt8(truncatingIfNeeded: quad >> (24 - 8 * $0)) }
    case .v6(let groups): groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    }
  }

  private func text(of address: IPAddress) -> String? {
    let family = address.width == 32 ? AF_INET : AF_INET6
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) {
      buffer in
      inet_ntop(family, bytes(of: address), buffer.baseAddress, socklen_t(buffer.count))
        .map { String(cString: $0) }
    }
  }

  private func parsedByC(_ text: String) -> IPAddress? {
    var octets = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &octets) == 1 {
      return .v4(octets.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
    }
    guard inet_pton(AF_INET6, text, &octets) == 1 else { return nil }
    return .v6((0..<8).map { UInt16(octets[2 * $0]) << 8 | UInt16(octets[2 * $0 + 1]) })
  }
}
