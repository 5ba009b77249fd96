internal import Flows
internal import Wire

/// Where versions of Linux differ on whether a RST is taken: stated beside the judgement, which is that of today's kernels.
public enum KernelDifference: String, Sendable, BitwiseCopyable, CaseIterable {
  /// In the window but not exact (RFC 5961 §3.2).
  case challenge
  /// At the right edge of the right-most SACK block.
  case sackEdge
  /// One below RCV.NXT after a FIN.
  case oneBelowAfterFIN

  /// The first version of Linux that does what ``statement`` says.
  public var since: String {
    switch self {
    case .challenge: "3.6"
    case .sackEdge: "4.8"
    case .oneBelowAfterFIN: "4.11"
    }
  }

  /// What differs, in a sentence.
  public var statement: String {
    switch self {
    case .challenge: "Linux challenges a RST that is in the window but not exact since \(since); before, it took it"
    case .sackEdge:
      "Linux takes a RST at the right edge of what was acknowledged selectively since \(since); before, it challenged it"
    case .oneBelowAfterFIN: "Linux takes a RST one below the expected number after a FIN since \(since); before, never"
    }
  }

  /// The difference that the judgement on `reset` rests on, or nil where all versions agree.
  init?(_ acceptance: Acceptance, of reset: Reset) {
    let number = reset.segment.sequenceNumber
    switch acceptance {
    case .challenged: self = .challenge
    case .accepted where reset.receiver.stateWhileOpen == .synSent: return nil
    case .accepted where number == reset.receiver.acknowledged: return nil
    case .accepted where number == reset.receiver.sackRightEdge: self = .sackEdge
    case .accepted where number + 1 == reset.receiver.acknowledged: self = .oneBelowAfterFIN
    case .accepted, .ignored, .unknown: return nil
    }
  }
}

extension Match {
  /// Where versions of Linux differ on the judgement ``acceptance``; nil where they agree or the receiver is none of
  /// Linux.
  public var kernelDifference: KernelDifference? {
    receiver.unlikeLinux == nil ? KernelDifference(acceptance, of: reset) : nil
  }
}
