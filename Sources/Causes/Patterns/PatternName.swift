/// What a reset, or a flow, looks like beside its cause: a hint to the reader, never a verdict.
public enum PatternName: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  // Cloudflare's tampering signatures by number (Global, Passive Detection of Connection Tampering, SIGCOMM 2023).
  // Each is also what ordinary clients do: 15 to 25 of 100 connections of a campus held a RST (Arlitt, Williamson 2005).
  case tamperingSignature1, tamperingSignature2, tamperingSignature3, tamperingSignature4, tamperingSignature5
  case tamperingSignature6, tamperingSignature7, tamperingSignature8, tamperingSignature9, tamperingSignature10
  case tamperingSignature11, tamperingSignature12, tamperingSignature13, tamperingSignature14, tamperingSignature15
  case tamperingSignature16, tamperingSignature17, tamperingSignature18, tamperingSignature19

  // Detectors of injected resets (Weaver, Sommer, Paxson, NDSS 2009).
  /// A RST below the end of data that the same side had just sent.
  case dataSeqRST
  /// New data of the same side just after, beyond the RST's number.
  case rstSeqData
  /// Two RSTs back to back, the second with a number that nobody had reached.
  case rstSeqChange
  /// Two RSTs back to back with different acknowledgments that no data explains.
  case rstAckChange

  // Situations.
  /// One of many refusals to one source.
  case scan
  /// SYN, SYN+ACK, RST and no data, again and again between the same two.
  case healthCheck
  /// An answer that nobody in the capture had asked for.
  case backscatter
  /// A request crossed the other side's close of an idle connection.
  case idleCloseRace
  /// Both sides reset the connection at the same moment.
  case crossingResets
  /// The network forgot the connection: one end goes on, or the same bytes appear under two 4-tuples.
  case stateLostInNAT
}

extension PatternName {
  /// Its name in reports: `tampering-signature-7`, `rst-seq-change`, `scan`.
  public var name: String {
    switch self {
    case .dataSeqRST: "data-seq-rst"
    case .rstSeqData: "rst-seq-data"
    case .rstSeqChange: "rst-seq-change"
    case .rstAckChange: "rst-ack-change"
    case .scan: "scan"
    case .healthCheck: "health-check"
    case .backscatter: "backscatter"
    case .idleCloseRace: "idle-close-race"
    case .crossingResets: "crossing-resets"
    case .stateLostInNAT: "state-lost-in-nat"
    case .tamperingSignature1, .tamperingSignature2, .tamperingSignature3, .tamperingSignature4, .tamperingSignature5,
      .tamperingSignature6, .tamperingSignature7, .tamperingSignature8, .tamperingSignature9, .tamperingSignature10,
      .tamperingSignature11, .tamperingSignature12, .tamperingSignature13, .tamperingSignature14,
      .tamperingSignature15, .tamperingSignature16, .tamperingSignature17, .tamperingSignature18,
      .tamperingSignature19:
      "tampering-signature-\(rawValue + 1)"
    }
  }

  /// The tampering signature of a number from 1 to 19, or nil.
  init?(signature number: UInt8) {
    guard (1...19).contains(number) else { return nil }
    self.init(rawValue: number - 1)
  }
}
