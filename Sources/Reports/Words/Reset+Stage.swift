import Flows

extension Reset {
  /// How far the connection had come, in the stages of the tampering literature: nothing but the SYN, the handshake,
  /// its first data, more than that; `none` where the capture began later than the connection.
  var stageWord: StaticString {
    let originator = sentBy == .originator ? sender : receiver
    guard knowsOriginator, originator.initialSequenceNumber != nil else { return "none" }
    switch originator.payloadSegments {
    case 0: return originator.acknowledged == nil ? "post-syn" : "post-ack"
    case 1: return "post-psh"
    default: return "later"
    }
  }
}
