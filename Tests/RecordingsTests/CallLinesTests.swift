import Host
import Recordings
import Testing
import Wire

@Suite("Lists of calls")
struct CallLinesTests {
  private func parse(_ text: String) throws -> [CallRecord] { try CallLines.parse(Array(text.utf8)) }

  @Test("a full line, and one with the least")
  func lines() throws {
    let calls = try parse(
      """
      {"id":"c2","frame":9,"time":"1970-01-01T00:00:01.000000002Z","endTime":"1970-01-01T00:00:01.5Z",\
      "process":{"pid":7,"tid":8,"name":"cl\\u00efent"},"name":"recv","fd":5,\
      "local":{"address":"127.0.0.1","port":1000},"remote":{"address":"::1","port":80},"requested":64,\
      "flags":"MSG_PEEK","option":null,"result":-1,"errno":"ECONNRESET","socketError":null,"revents":["IN","ERR"],\
      "signal":null,"extra":{"ignored":[1,2.5e3,true]}}

      {"time":"1970-01-01T00:00:00Z","name":"close","result":0,"errno":0,"socketError":0}
      """)
    #expect(calls.map(\.name) == ["close", "recv"])
    #expect(calls.map(\.id) == [1, 2])
    let recv = try #require(calls.last)
    #expect(recv.time.nanoseconds == 1_000_000_002)
    #expect(recv.endTime.nanoseconds == 1_500_000_000)
    #expect(recv.process == CallRecord.Process(pid: 7, tid: 8, name: "clïent"))
    #expect(recv.local == Endpoint("127.0.0.1:1000"))
    #expect(recv.remote == Endpoint("[::1]:80"))
    #expect(recv.errno == .connectionReset)
    #expect(recv.revents == ["IN", "ERR"])
    #expect(calls[0].errno == nil)
    #expect(calls[0].socketError?.rawValue == 0)
    #expect(calls[0].endTime == calls[0].time)
  }

  @Test("numbers that name every call are kept")
  func ids() throws {
    let line = { (id: String, second: Int) in
      "{\"id\":\(id),\"time\":\"1970-01-01T00:00:0\(second)Z\",\"name\":\"read\",\"result\":0}\n"
    }
    #expect(try parse(line("17", 2) + line("\"c4\"", 1)).map(\.id) == [4, 17])
    #expect(try parse(line("1", 2) + line("1", 1)).map(\.id) == [1, 2])
  }

  @Test(
    "what is wrong is named with its line",
    arguments: [
      (
        "{\"time\":\"now\",\"name\":\"read\",\"result\":0}",
        "line 2: \"time\" must be an RFC 3339 time: \"2026-01-31T12:00:00Z\""
      ),
      ("{\"time\":\"1970-01-01T00:00:00Z\",\"result\":0}", "line 2: \"name\" must be the system call's name: \"recv\""),
      (
        "{\"time\":\"1970-01-01T00:00:00Z\",\"name\":\"read\",\"result\":1.5}",
        "line 2: \"result\" must be a whole number from -9223372036854775808 to 9223372036854775807"
      ),
      ("[1]", "line 2, column 1: expected a JSON object"), ("{\"a\" 1}", "line 2, column 6: expected ':'"),
      ("{\"a\":1} x", "line 2, column 9: expected the end of the line"),
      ("{\"a\":\"\\x\"}", "line 2, column 9: expected an escape"),
      ("{\"a\":tru}", "line 2, column 6: expected a value"), ("{\"a\":", "line 2, column 6: expected a value"),
    ])
  func wrong(line: String, message: String) {
    do {
      _ = try parse("\n" + line)
      Issue.record("accepted \(line)")
    } catch let error as RecordingError {
      #expect(error.description == message)
    } catch { Issue.record("\(error)") }
  }

  @Test("no text traps: prefixes, depth, surrogates")
  func hostile() throws {
    let whole = Array(
      "{\"time\":\"1970-01-01T00:00:00Z\",\"name\":\"\\ud83e\\uddf5\\ud800\",\"result\":-0,\"revents\":[[[]]]}".utf8)
    for count in whole.indices { _ = try? CallLines.parse(Array(whole.prefix(count))) }
    #expect(throws: RecordingError.self) { try CallLines.parse([UInt8](repeating: UInt8(ascii: "["), count: 100_000)) }
    let call = try parse("{\"time\":\"1970-01-01T00:00:00Z\",\"name\":\"\\ud83e\\uddf5\\ud800!\",\"result\":0}")
    #expect(call.first?.name == "🧵\u{fffd}!")
  }
}
