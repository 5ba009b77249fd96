public import Flows
public import Wire

extension PatternName {
  /// What was seen, in a sentence with the numbers of `reset`; a signature only "looks like".
  public func statement(of reset: Reset) -> String {
    switch self {
    case .dataSeqRST: dataSeqRSTStatement(reset)
    case .rstSeqData: "new data of the same side follows, beyond the RST's number: its source did not know of the RST"
    case .rstSeqChange: "the second of two RSTs within 2 s; its number is one that nobody had reached"
    case .rstAckChange:
      "the second of two RSTs within 2 s; they differ in their acknowledgments, and no data explains it"
    case .scan: "one of many attempts of \(prober(reset)) at different ports or hosts: looks like a scan"
    case .healthCheck: "\(prober(reset)) connects and resets without data, again and again: looks like a health check"
    case .backscatter:
      "answers something that is not in the capture: looks like backscatter, or the capture began later"
    case .idleCloseRace: idleCloseRaceStatement(reset)
    case .crossingResets: "both sides reset the connection by themselves before either heard of it"
    case .stateLostInNAT:
      "refused in mid-connection while its other end knows nothing of it: looks like state lost on the way"
    case .tamperingSignature1, .tamperingSignature2, .tamperingSignature3, .tamperingSignature4, .tamperingSignature5,
      .tamperingSignature6, .tamperingSignature7, .tamperingSignature8, .tamperingSignature9, .tamperingSignature10,
      .tamperingSignature11, .tamperingSignature12, .tamperingSignature13, .tamperingSignature14,
      .tamperingSignature15, .tamperingSignature16, .tamperingSignature17, .tamperingSignature18,
      .tamperingSignature19:
      "looks like tampering signature \(rawValue + 1) (\(sequence)), as ordinary clients that abort do too"
    }
  }

  /// The same of a flow without a reset: only signatures are sought there.
  public func statement(of flow: QuietFlow) -> String {
    let after = flow.isUnanswered ? "though the other side sent more" : "and the other side sent nothing either"
    return "looks like tampering signature \(rawValue + 1) (\(sequence)): silent for "
      + "\(ObservationWords.duration(flow.silence)) to the end, \(after); clients that crash or move away do the same"
  }

  /// The frames that `reset` shows it in, in order.
  public func frames(of reset: Reset) -> [FrameID] {
    let other: FrameID? =
      switch self {
      case .dataSeqRST: reset.sender.lastFrame
      case .rstSeqData: reset.aftermath.senderContinued?.frame
      case .rstSeqChange, .rstAckChange: reset.earlierReset?.frame
      case .idleCloseRace: reset.sender.finFrame ?? reset.aftermath.receiverContinued?.frame
      case .crossingResets: reset.opposingReset?.frame ?? reset.aftermath.receiverReset?.frame
      case .stateLostInNAT: reset.aftermath.senderContinued?.frame ?? reset.provokedBy?.frame
      case .scan, .healthCheck, .backscatter: nil
      case .tamperingSignature1, .tamperingSignature2, .tamperingSignature3, .tamperingSignature4,
        .tamperingSignature5, .tamperingSignature6, .tamperingSignature7, .tamperingSignature8, .tamperingSignature9,
        .tamperingSignature10, .tamperingSignature11, .tamperingSignature12, .tamperingSignature13,
        .tamperingSignature14, .tamperingSignature15, .tamperingSignature16, .tamperingSignature17,
        .tamperingSignature18, .tamperingSignature19:
        reset.earlierReset?.frame ?? reset.aftermath.nextReset?.frame
      }
    return [reset.segment.frame, other].compactMap { $0 }.sorted()
  }

  private func prober(_ reset: Reset) -> String {
    "\(reset.sentBy == .originator ? reset.segment.tuple.source.address : reset.segment.tuple.destination.address)"
  }

  private func dataSeqRSTStatement(_ reset: Reset) -> String {
    let below = reset.segment.sequenceNumber.distance(to: reset.sender.nextSequenceNumber)
    return "its number lies \(below) below the end of data that the same side had just sent"
  }

  /// Both sides' idle time, and the rule that mends it.
  private func idleCloseRaceStatement(_ reset: Reset) -> String {
    let closed = ObservationWords.duration(reset.show { Situation.closeIdle($0, Scene($0)) } ?? 0)
    let (closer, other) = reset.sentBy == .responder ? ("server", "client") : ("client", "server")
    var asked = ""
    if let written = reset.sender.lastPayloadTime,
      let request = reset.provokedBy ?? reset.aftermath.receiverContinued
    {
      asked = " \(ObservationWords.duration(written.nanoseconds(until: request.time)))"
    }
    return "the \(closer) closed the idle connection after \(closed), and a request of the \(other)\(asked) after the "
      + "last data crossed it: keep the \(other)'s idle time below the \(closer)'s"
  }

  /// The client's packets that make a tampering signature.
  private var sequence: String {
    let sequences = [
      "SYN → nothing", "SYN → RST", "SYN → RST,ACK", "SYN → RST and RST,ACK", "SYN, ACK → nothing", "SYN, ACK → RST",
      "SYN, ACK → RST, RST", "SYN, ACK → RST,ACK", "SYN, ACK → RST,ACK twice", "first data → nothing",
      "first data → RST", "first data → RST,ACK", "first data → RST and RST,ACK", "first data → RST,ACK twice",
      "first data → RSTs with one ACK number", "first data → RSTs with different ACK numbers",
      "first data → RST, and RST with ACK number 0", "later data → RST", "later data → RST,ACK",
    ]
    let place = Int(rawValue)
    return place < sequences.count ? sequences[place] : name
  }
}
