/// Tunnels over UDP, told by the port.
extension FrameDecoder {
  /// UDP, for the tunnels on its well-known ports.
  mutating func udp(_ bytes: RawSpan, _ extent: Extent, _ packet: inout Packet) -> Decoded {
    guard extent.captured(bytes) >= 8 else { return .other(.truncated) }
    let length = Int(bytes.word(extent.start &+ 4))
    let end = length < 8 ? extent.end : min(extent.end, extent.start &+ length)
    let payload = Extent(from: extent.start &+ 8, to: end)
    let ports = (bytes.word(extent.start), bytes.word(extent.start &+ 2))
    // tshark asks the lower port first.
    for port in [min(ports.0, ports.1), max(ports.0, ports.1)] {
      switch port {
      case 1701: return layer2Tunnel(bytes, payload, &packet)
      case 2123, 2152, 3386: return gtp(bytes, payload, &packet)
      case 2268: return multicastTunnel(bytes, payload, &packet)
      case 3544: return teredo(bytes, payload, &packet)
      case 4341: return tunnelled(.lisp, bytes, payload.dropping(8), &packet)  // RFC 9300 §5.
      case 4754: return gre(bytes, payload, &packet)
      case 4789: return vxlan(bytes, payload, &packet)
      case 4790: return vxlanExtension(bytes, payload, &packet)
      case 5072: return ayiya(bytes, payload, &packet)
      case 5247: return capwap(bytes, payload, &packet)
      case 6081: return geneve(bytes, payload, &packet)
      case 6343: return sampledFlow(bytes, payload, &packet)
      case 12222: return lightweightAccessPoint(bytes, payload, &packet)
      case 30030: return packetMirror(bytes, payload, &packet)
      case 6635: return mplsInIP(bytes, payload, &packet)
      case 37008: return tazmenSniffer(bytes, payload, &packet)
      default: continue
      }
    }
    return bytes.long(payload.start) == Self.radioFrequencyTap ? radioTap(bytes, payload, &packet) : .other(.notTCP)
  }
}
