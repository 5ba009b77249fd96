import Causes
import Flows
import Matches
import Wire

/// The report's own words for the values of the rooms below: kebab-case, and part of its contract.
extension EndpointState {
  /// `fin-wait-1`.
  var word: StaticString {
    switch self {
    case .unseen: "unseen"
    case .partial: "partial"
    case .listen: "listen"
    case .synSent: "syn-sent"
    case .synReceived: "syn-received"
    case .established: "established"
    case .finWait1: "fin-wait-1"
    case .finWait2: "fin-wait-2"
    case .closeWait: "close-wait"
    case .closing: "closing"
    case .lastAck: "last-ack"
    case .timeWait: "time-wait"
    case .closed: "closed"
    }
  }
}

extension Evidence.Strength {
  var word: StaticString {
    switch self {
    case .weak: "weak"
    case .strong: "strong"
    case .decisive: "decisive"
    }
  }
}

extension Verdict {
  var statusWord: StaticString {
    switch status {
    case .settled: "settled"
    case .tied: "tied"
    case .unexplained: "unexplained"
    }
  }
}

extension Reset {
  /// Whose address the RST bears; `unknown` where no SYN told who opened the connection.
  var sentByWord: StaticString {
    guard knowsOriginator else { return "unknown" }
    switch sentBy {
    case .originator: return "originator"
    case .responder: return "responder"
    }
  }
}

extension Segment.Tunnel {
  /// `ip-in-ip`.
  var word: String {
    switch self {
    case .none: "none"
    case .ipInIP: "ip-in-ip"
    case .sixInFour: "6in4"
    case .gre: "gre"
    case .erspan: "erspan"
    case .vxlan: "vxlan"
    case .geneve: "geneve"
    case .gtpU: "gtp-u"
    case .teredo: "teredo"
    case .ayiya: "ayiya"
    case .capwap: "capwap"
    case .lwapp: "lwapp"
    case .l2tp: "l2tp"
    case .lisp: "lisp"
    case .etherIP: "etherip"
    case .mplsInIP: "mpls-in-ip"
    case .tzsp: "tzsp"
    case .pimRegister: "pim-register"
    case .amt: "amt"
    case .jmirror: "jmirror"
    case .sflow: "sflow"
    }
  }
}

extension Reset {
  /// How the RST itself is built.
  var shape: ResetShape { ResetShape(of: self) }
}
