import Wire

/// What Zeek's default scripts make of port numbers.
enum ZeekPorts {
  /// Whether a connection's first segment probably came from its server (`TCPAnalyzer::WantConnection`).
  static func isFromServer(_ segment: Segment) -> Bool {
    let isSYN = segment.flags.contains(.syn)
    if isSYN, !segment.flags.contains(.ack) { return false }
    let (source, destination) = (segment.tuple.source.port, segment.tuple.destination.port)
    guard isLikelyServer(source) else { return false }
    return isLikelyServer(destination) ? !isSYN && source < destination : true
  }

  /// `likely_server_ports`: those for which a protocol analyzer is registered.
  private static func isLikelyServer(_ port: UInt16) -> Bool {
    switch port {
    case 21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 465, 502, 514, 563, 585, 587, 614, 631, 636: true
    case 989, 990, 992, 993, 995, 1080, 1434, 1883, 2811, 3128, 3268, 3306, 3389, 5222, 5223, 5269, 5432, 6379: true
    case 6666...6669, 8000, 8080, 8888, 20000: true
    default: false
    }
  }

  /// Whether a service is one whose users pause (`port_inactivity_timeouts` of `base/protocols/conn/inactivity.zeek`).
  static func isInteractive(_ port: UInt16) -> Bool {
    switch port {
    case 21, 22, 23, 513: true
    default: false
    }
  }
}
