import Flows
import Wire

/// All that the rules may ask of a reset, worked out once: plain facts, no judgement, in sixteen bytes.
///
/// Rules see nothing else. So resets of one scene have one outcome, and a capture that holds hundreds of thousands of resets
/// holds some hundreds of scenes: see ``Precedents``.
struct Scene: BitwiseCopyable {
  /// What is true of it.
  var facts: Facts
  /// How SEQ and ACK stand to what both sides sent.
  var numbers: Numbers
  /// What its flags and SEQ alone make it.
  var form: Form
  /// What kind of segment it fits as an answer.
  var answered: Answered
  /// How long after that segment it came.
  var promptness: Promptness
  /// How its window stands to the last one that the sender advertised, where it ends a connection and both can be read.
  var windowChange: WindowChange

  /// A scene without any facts.
  static let none = Scene(
    facts: [], numbers: [], form: .ending, answered: .unseen, promptness: .unknown, windowChange: .none)

  /// Whether that is true of it.
  @inline(always)
  func shows(_ fact: Facts) -> Bool { facts.contains(fact) }

  /// The shape beside those of hosts.
  var shape: ResetShape {
    guard numbers.isDisjoint(with: .foreign) else { return .foreign }
    return switch form {
    case .ending: .active
    case .answer: .passiveAck
    case .refusal: .passiveNoAck
    }
  }

  /// All that are no ``facts``, in one number: two scenes that have both in common are one.
  var marks: UInt64 {
    UInt64(numbers.rawValue) | UInt64(form.rawValue) << 16 | UInt64(answered.rawValue) << 24
      | UInt64(promptness.rawValue) << 32 | UInt64(windowChange.rawValue) << 40
  }

  /// What kind of RST the flags and SEQ make it, before anything is compared.
  enum Form: UInt8, BitwiseCopyable {
    /// RST,ACK with a sequence number: an end being ended. Also, from other stacks than Linux, a RST without ACK that
    /// answers nothing and bears the sender's own next number (RFC 9293 §3.10.5).
    case ending
    /// RST without ACK: an answer to a segment with ACK.
    case answer
    /// RST,ACK with SEQ 0: an answer to a segment without ACK.
    case refusal
  }

  /// What became of the sender's receive window.
  enum WindowChange: UInt8, BitwiseCopyable {
    /// Neither of both, or nobody can tell.
    case none
    /// Larger than the last one advertised.
    case reopened
    /// 0, as the last one advertised was.
    case closed
  }

  /// Departures of the RST's fields from those of any host that sent the rest of the flow.
  struct Numbers: OptionSet, BitwiseCopyable {
    let rawValue: UInt16
    static let sequenceNotOfSender = Numbers(rawValue: 1 << 0)
    static let acknowledgesUnsent = Numbers(rawValue: 1 << 1)
    static let windowWithoutAck = Numbers(rawValue: 1 << 2)
    static let windowInRefusal = Numbers(rawValue: 1 << 3)
    static let synOrFinBeside = Numbers(rawValue: 1 << 4)
    static let carriesPayload = Numbers(rawValue: 1 << 5)
    static let nothingToRepeat = Numbers(rawValue: 1 << 6)
    static let windowUnlikeSender = Numbers(rawValue: 1 << 7)
    static let timestampsMissing = Numbers(rawValue: 1 << 8)
    static let timestampsStepBack = Numbers(rawValue: 1 << 9)
    /// RST without ACK that bears the sender's own next number instead of repeating an acknowledgment.
    static let ownNumberWithoutAck = Numbers(rawValue: 1 << 10)
    /// RST without ACK that bears the window which the sender had advertised before, or may have.
    static let ownWindowWithoutAck = Numbers(rawValue: 1 << 11)
    /// A refusal that bears a sequence number although its sender can have none.
    static let numberInRefusal = Numbers(rawValue: 1 << 12)
    /// What no host does, whatever its stack; one alone may still be damage of the capture.
    static let hard: Numbers = [
      .sequenceNotOfSender, .acknowledgesUnsent, .windowWithoutAck, .synOrFinBeside, .nothingToRepeat,
      .timestampsStepBack,
    ]
    /// What Linux does not do but other stacks may.
    static let soft: Numbers = [
      .windowInRefusal, .carriesPayload, .windowUnlikeSender, .timestampsMissing, .ownNumberWithoutAck,
      .ownWindowWithoutAck, .numberInRefusal,
    ]
    /// What makes the shape foreign to Linux.
    static let foreign = hard.union([
      .windowInRefusal, .carriesPayload, .ownNumberWithoutAck, .ownWindowWithoutAck, .numberInRefusal,
    ])
  }

  /// What the RST fits as an answer, by its numbers.
  enum Answered: UInt8, BitwiseCopyable {
    /// Nothing of the receiver was captured.
    case unseen
    /// Something was, but its numbers do not fit.
    case nothing
    case syn, synAck, handshakeAcknowledgment, bareAcknowledgment, payload, fin
    /// A segment without SYN and without ACK.
    case withoutAck
  }

  /// How the RST stands in time to the last segment that it could answer.
  enum Promptness: UInt8, BitwiseCopyable {
    /// No handshake tells how long a round trip takes, or nothing is answered.
    case unknown
    /// Within three round trips and 5 ms.
    case atOnce
    /// Later.
    case late
    /// The sender had acknowledged that segment before.
    case alreadyAcknowledged
  }
}
