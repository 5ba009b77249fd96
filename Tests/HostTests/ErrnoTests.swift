import Host
import Testing

@Suite("Errno")
struct ErrnoTests {
  @Test(
    "names and numbers agree", arguments: [("EPIPE", 32), ("ECONNRESET", 104), ("ETIMEDOUT", 110), ("EHWPOISON", 133)])
  func names(name: String, number: Int32) {
    #expect(Errno(name: name)?.rawValue == number)
    #expect(Errno(rawValue: number).description == name)
  }

  @Test("second names are understood")
  func secondNames() {
    #expect(Errno(name: "EWOULDBLOCK") == Errno(name: "EAGAIN"))
    #expect(Errno(name: "ENOTSUP") == .operationNotSupported)
  }

  @Test("an unknown number survives and prints", arguments: [0, -5, 41, 58, 134, Int32.max, Int32.min])
  func unknown(number: Int32) {
    #expect(Errno(rawValue: number).name == nil)
    #expect(Errno(rawValue: number).description == "errno \(number)")
  }

  @Test("no name, no number", arguments: ["", "ENOPE", "econnreset"])
  func nonsense(name: String) { #expect(Errno(name: name) == nil) }
}
