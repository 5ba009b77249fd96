import Matches
import Reports
import TestSupport
import Testing

/// What a report says first.
@Suite struct AnswerTests {
  /// A transfer that is broken off while so many segments are under way, each of which draws a RST more.
  private func brokenOff(underWay count: Int) throws -> String {
    var text = """
      0 < S 0:0(0) win 65535 <mss 1460>
      +.05 > S. 0:0(0) ack 1 win 65535 <mss 1460>
      < . 1:1(0) ack 1 win 65535
      < P. 1:6(5) ack 1 win 65535
      > P. 1:11(10) ack 6 win 65535
      < R. 6:6(0) ack 11 win 65535

      """
    for index in 0..<count {
      let start = 11 + index * 10
      text += "+.00001 > P. \(start):\(start + 10)(10) ack 6 win 65535\n< R 6:6(0) win 0\n"
    }
    var analyzer = Analyzer()
    for segment in try Conversation(text).segments { analyzer.add(segment) }
    return TextReport(Report(toolVersion: "0.0.0", findings: analyzer.finish())).render()
  }

  @Test(arguments: [
    (1, "Frame 8: "), (2, "Frames 8 and 10: "), (6, "Frames 8, 10, 12, 14, 16 and 18: "),
    (7, "Frames 8, 10, 12, 14, 16 and 2 more: "),
  ])
  func resetsThatAreAlikeShareASentence(underWay: Int, start: String) throws {
    let report = try brokenOff(underWay: underWay)
    #expect(report.contains("\n\(start)"), "\(report.prefix(600))")
    #expect(report.split(separator: "\n").count { $0.hasPrefix("Frame") } == 2)
  }
}
