import ArgumentParser
import Causes
import Wire

/// Which part of a capture is wanted.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only packets that match a filter of libpcap, on the outer packet.", valueName: "BPF"))
  var filter: String?

  @Option(help: ArgumentHelp("Nothing before this time (2026-11-23T10:00:00Z, or seconds since 1970).", valueName: "T"))
  var since: Moment?

  @Option(help: ArgumentHelp("Nothing after this time.", valueName: "T"))
  var until: Moment?

  @Option(help: ArgumentHelp("Only connections with this end.", valueName: "ADDR[:PORT]"))
  var endpoint: EndpointPattern?

  @Option(
    help: ArgumentHelp("Only resets and failures whose verdict holds this cause; more with commas.", valueName: "CAUSE")
  )
  var cause: CauseList?

  func validate() throws {
    if let since, let until, until.timestamp < since.timestamp {
      throw ValidationError("--until is before --since: nothing lies between them.")
    }
  }
}

/// A moment on the command line.
struct Moment: ExpressibleByArgument {
  /// The moment itself.
  var timestamp: Timestamp

  /// Reads an RFC 3339 moment, or seconds since 1970 with or without decimals, as tshark prints them.
  init?(argument: String) {
    guard let timestamp = Timestamp(rfc3339: argument) ?? Timestamp(secondsSince1970: argument) else { return nil }
    self.timestamp = timestamp
  }
}

/// An address, a port, or both.
struct EndpointPattern: ExpressibleByArgument, Hashable {
  /// The address, or nil for any.
  var address: IPAddress?
  /// The port, or nil for any.
  var port: UInt16?

  /// Reads `10.0.0.1`, `10.0.0.1:80`, `::1`, `[::1]:80` or `:80`.
  init?(argument: String) {
    if let whole = IPAddress(argument) {
      address = whole
      return
    }
    guard let colon = argument.lastIndex(of: ":"), let port = UInt16(argument[argument.index(after: colon)...]) else {
      return nil
    }
    self.port = port
    var host = argument[..<colon]
    if host.isEmpty { return }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard let address = IPAddress(String(host)) else { return nil }
    self.address = address
  }

  /// Whether `endpoint` is meant.
  func matches(_ endpoint: Endpoint) -> Bool {
    (address == nil || address == endpoint.address) && (port == nil || port == endpoint.port)
  }

  /// Whether either end is meant.
  func matches(_ tuple: FourTuple) -> Bool { matches(tuple.source) || matches(tuple.destination) }
}

/// Causes, comma separated.
struct CauseList: ExpressibleByArgument {
  /// The causes.
  var causes: Set<Cause>

  init?(argument: String) {
    let names = argument.split(separator: ",").map(String.init)
    let causes = names.compactMap(Cause.init(rawValue:))
    guard !names.isEmpty, causes.count == names.count else { return nil }
    self.causes = Set(causes)
  }

  static var allValueStrings: [String] { Cause.allCases.map(\.rawValue) }
}
