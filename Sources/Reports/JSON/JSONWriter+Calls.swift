import Causes
import Host
import Matches
import Wire

/// Calls and kernel events.
extension JSONWriter {
  mutating func write(_ call: CallRecord, explainedBy explanation: Explanation?) {
    beginObject()
    field("id", ReportID.call(call.id))
    field("frame", frame: call.frame)
    field("time", call.time)
    field("endTime", call.endTime)
    write(call.process)
    field("name", call.name)
    field("fd", call.fileDescriptor.map(Int.init))
    field("local", call.local)
    field("remote", call.remote)
    field("requested", call.requested)
    field("flags", call.flags)
    field("option", call.option)
    field("result", call.result)
    field("errno", call.errno?.description)
    field("socketError", call.socketError.map { $0.rawValue == 0 ? "0" : $0.description })
    field("revents", call.revents)
    field("signal", call.signal)
    key("explainedBy")
    write(explanation)
    endObject()
  }

  private mutating func write(_ process: CallRecord.Process?) {
    key("process")
    guard let process else { return null() }
    beginObject()
    field("pid", process.pid)
    field("tid", process.tid)
    field("name", process.name)
    endObject()
  }

  private mutating func write(_ explanation: Explanation?) {
    guard let explanation else { return null() }
    beginObject()
    field("kind", explanation.kind.rawValue)
    field("cause", explanation.cause?.rawValue)
    field("reset", explanation.reset.map(ReportID.reset))
    field("failure", explanation.failure.map(ReportID.failure))
    field("frame", frame: explanation.frame)
    field("call", explanation.call.map(ReportID.call))
    field("statement", explanation.statement)
    endObject()
  }

  mutating func write(_ event: KernelEvent) {
    beginObject()
    field("id", ReportID.kernelEvent(event.id))
    field("frame", frame: event.frame)
    field("time", event.time)
    field("name", event.name.rawValue)
    field("source", event.source)
    field("destination", event.destination)
    field("reason", event.reason?.rawValue)
    field("state", event.state)
    field("error", event.error?.description)
    field("stack", event.stack)
    write(event.process)
    endObject()
  }
}
