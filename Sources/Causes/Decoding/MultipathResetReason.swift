/// Why MPTCP ended a subflow: the reason code of MP_TCPRST (RFC 8684 §3.6, IANA registry "MPTCP MP_TCPRST Reason Codes").
public struct MultipathResetReason: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The code as it stands in the option.
  public let rawValue: UInt8

  /// Wraps a code as it stands in the option.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// No reason given.
  public static let unspecified = MultipathResetReason(rawValue: 0)
  /// An error in the protocol: a token or HMAC that does not match, a missing MP_JOIN.
  public static let protocolError = MultipathResetReason(rawValue: 1)
  /// Not enough resources for another subflow.
  public static let lackOfResources = MultipathResetReason(rawValue: 2)
  /// Policy forbids the subflow.
  public static let administrativelyProhibited = MultipathResetReason(rawValue: 3)
  /// Too much data outstanding.
  public static let tooMuchOutstandingData = MultipathResetReason(rawValue: 4)
  /// The subflow performed worse than the others.
  public static let unacceptablePerformance = MultipathResetReason(rawValue: 5)
  /// Something in between interferes with MPTCP.
  public static let middleboxInterference = MultipathResetReason(rawValue: 6)
}

extension MultipathResetReason: CustomStringConvertible {
  /// The registry's name, or the bare code.
  public var description: String {
    switch self {
    case .unspecified: "unspecified error"
    case .protocolError: "MPTCP-specific error"
    case .lackOfResources: "lack of resources"
    case .administrativelyProhibited: "administratively prohibited"
    case .tooMuchOutstandingData: "too much outstanding data"
    case .unacceptablePerformance: "unacceptable performance"
    case .middleboxInterference: "middlebox interference"
    default: "reason \(rawValue)"
    }
  }
}
