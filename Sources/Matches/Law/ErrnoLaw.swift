public import Host

/// What an operating system stores on a socket that a RST ended, and how its next calls answer: a table for each.
///
/// Only Linux's was seen in runs. Of another system (``StackTrait``) nothing is claimed: a table recalled from books would
/// be a guess, and its names differ besides (`WSAECONNRESET`).
public struct ErrnoLaw: Sendable {
  /// Whose law it is: `Linux 6.18`.
  public var name: String
  /// The rows.
  private var row: @Sendable (Situation) -> Row

  /// One row: what an accepted RST does in one situation.
  public struct Row: Hashable, Sendable {
    /// The socket's error; nil for none.
    public var error: Errno?
    /// How the next calls answer.
    public var outlook: Prediction.Outlook
    /// How sure this is when all else is known.
    public var certainty: Prediction.Certainty
  }

  /// What an accepted RST does in `situation`.
  public subscript(situation: Situation) -> Row { row(situation) }

  /// Linux (`tcp_reset`: SYN-SENT gives ECONNREFUSED, CLOSE-WAIT gives EPIPE, CLOSED nothing, all else ECONNRESET).
  ///
  /// Every row was seen in runs of Linux 6.18; the errnos are the same since Linux 2.6.
  public static let linux = ErrnoLaw(name: "Linux") { situation in
    switch situation {
    case .connecting: Row(error: .connectionRefused, outlook: .connecting, certainty: .known)
    case .simultaneousOpen: Row(error: .connectionReset, outlook: .connecting, certainty: .known)
    case .synchronized: Row(error: .connectionReset, outlook: .pendingError, certainty: .known)
    case .peerClosed: Row(error: .brokenPipe, outlook: .endOfFileThenPipe, certainty: .known)
    case .embryonic: Row(error: nil, outlook: .unseen, certainty: .known)
    case .orphaned, .timeWait: Row(error: nil, outlook: .unseen, certainty: .assumed)
    // The subflow's own socket stores it; the connection above goes on and shows nothing.
    case .subflow: Row(error: .connectionReset, outlook: .unseen, certainty: .known)
    case .nobody: Row(error: nil, outlook: .nothing, certainty: .known)
    case .unknown: Row(error: nil, outlook: .nothing, certainty: .unknown)
    }
  }

  /// A stack that does not look like Linux: nothing is claimed.
  public static let unknown = ErrnoLaw(name: "not Linux") { _ in
    Row(error: nil, outlook: .nothing, certainty: .unknown)
  }
}
