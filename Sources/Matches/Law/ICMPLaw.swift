public import Host
public import Wire

/// What Linux makes of an ICMP error about a TCP segment (`icmp_err_convert`, `icmpv6_err_convert`).
///
/// While connecting the error ends the attempt; on the same host only after the SYN went out again, about a second
/// later, for `connect()` still holds the socket. Later it is soft: it waits for `SO_ERROR`, or takes the place of
/// ETIMEDOUT when the timer fires, unless `IP_RECVERR` is set (`tcp_v4_err`).
public enum ICMPLaw {
  /// The error number for `error`; nil for types that TCP ignores (source quench, redirect) or handles itself
  /// (fragmentation needed, packet too big).
  public static func error(of error: ICMPError) -> Errno? {
    switch error.sender.version {
    case .v4: errorV4(error.type, error.code)
    case .v6: errorV6(error.type, error.code)
    }
  }

  private static func errorV4(_ type: UInt8, _ code: UInt8) -> Errno? {
    switch (type, code) {
    case (3, 0), (3, 6), (3, 9), (3, 11): .networkUnreachable
    case (3, 1), (3, 10), (3, 12), (3, 13), (3, 14), (3, 15): .hostUnreachable
    case (3, 2): .noProtocolOption
    case (3, 3): .connectionRefused
    case (3, 5): .operationNotSupported
    case (3, 7): .hostDown
    case (3, 8): Errno(rawValue: 64)  // ENONET
    case (11, _): .hostUnreachable
    case (12, _): .protocolError
    default: nil
    }
  }

  private static func errorV6(_ type: UInt8, _ code: UInt8) -> Errno? {
    switch (type, code) {
    case (1, 0): .networkUnreachable
    case (1, 1), (1, 5), (1, 6): Errno(rawValue: 13)  // EACCES
    case (1, 2), (1, 3): .hostUnreachable
    case (1, 4): .connectionRefused
    case (1, _): .protocolError
    case (3, _): .hostUnreachable
    case (4, _): .protocolError
    default: nil
    }
  }

  /// `port unreachable (ICMP 3/3)`.
  public static func name(of error: ICMPError) -> String {
    let isV4 = error.sender.version == .v4
    let words = isV4 ? nameV4(error.type, error.code) : nameV6(error.type, error.code)
    return "\(words) (\(isV4 ? "ICMP" : "ICMPv6") \(error.type)/\(error.code))"
  }

  private static func nameV4(_ type: UInt8, _ code: UInt8) -> String {
    let unreachable = [
      "network unreachable", "host unreachable", "protocol unreachable", "port unreachable", "fragmentation needed",
      "source route failed", "network unknown", "host unknown", "source host isolated", "network prohibited",
      "host prohibited", "network unreachable for this service", "host unreachable for this service",
      "administratively filtered", "precedence violation", "precedence cutoff",
    ]
    switch type {
    case 3: return Int(code) < unreachable.count ? unreachable[Int(code)] : "destination unreachable"
    case 4: return "source quench"
    case 5: return "redirect"
    case 11: return code == 0 ? "time to live exceeded" : "reassembly time exceeded"
    case 12: return "parameter problem"
    default: return "error"
    }
  }

  private static func nameV6(_ type: UInt8, _ code: UInt8) -> String {
    let unreachable = [
      "no route", "administratively prohibited", "beyond scope of source address", "address unreachable",
      "port unreachable", "source address failed policy", "reject route",
    ]
    switch type {
    case 1: return Int(code) < unreachable.count ? unreachable[Int(code)] : "destination unreachable"
    case 2: return "packet too big"
    case 3: return code == 0 ? "hop limit exceeded" : "reassembly time exceeded"
    case 4: return "parameter problem"
    default: return "error"
    }
  }
}
