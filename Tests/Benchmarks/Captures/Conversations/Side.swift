/// The end of a connection that sends a line.
enum Side: Int {
  case client, server

  var other: Side { self == .client ? .server : .client }
}
