import Testing
import Wire

@Suite("Addresses from text")
struct AddressParsingTests {
  @Test(
    "what is written is read",
    arguments: [
      "127.0.0.1", "0.0.0.0", "255.255.255.255", "::", "::1", "fe80::1", "2001:db8::8:800:200c:417a",
      "1:2:3:4:5:6:7:8", "1::8", "2001:db8:0:1:1:1:1:1",
    ])
  func roundTrip(text: String) { #expect(IPAddress(text)?.description == text) }

  @Test("an embedded IPv4 address is read")
  func embedded() {
    #expect(IPAddress("::ffff:1.2.3.4") == IPAddress(v6High: 0, low: 0xffff_0102_0304))
  }

  @Test(
    "anything else is refused",
    arguments: [
      "", ":", ":::", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.-4", "1::2::3", "12345::", "::g",
      "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "::+1", "fe80::1%eth0", "1.2.3.4::", "::1/64",
    ])
  func refused(text: String) { #expect(IPAddress(text) == nil) }

  @Test("endpoints", arguments: ["127.0.0.1:80", "[::1]:65535", "10.0.0.1:0"])
  func endpoints(text: String) { #expect(Endpoint(text)?.description == text) }

  @Test(
    "no endpoints",
    arguments: ["", ":80", "127.0.0.1", "::1:80", "[127.0.0.1]:80", "1.2.3.4:65536", "[]:1", "1.2.3.4:+1"])
  func refusedEndpoints(text: String) { #expect(Endpoint(text) == nil) }
}
