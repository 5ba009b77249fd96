/// What Zeek would log of one connection, its default scripts running.
///
/// Not followed are: what its analyzers of the payload bring about (`X` where one reaches a limit or a connection changes
/// its tunnel too often, transfers that they leave unread); one clock for all connections, which matters where a
/// capture's goes back; of a flow's records the shortest, where there are more than nine.
public struct ZeekRecord: Hashable, Sendable {
  /// `conn_state`.
  public var state: ConnectionState
  /// `history`.
  public var history: String
  /// Whether Zeek would take the flow's responder for the originator.
  public var isReversed: Bool

  /// Of a flow whose record nobody wanted.
  static let unknown = ZeekRecord()

  private init() { (state, history, isReversed) = (.other, "", false) }

  /// - Parameter originatorIsLow: Whether the flow's originator is the lower endpoint of its key.
  init(_ connection: ZeekConnection, originatorIsLow: Bool) {
    state = connection.connectionState
    history = connection.story.history.text
    isReversed = connection.originatorIsLow != originatorIsLow
  }

  /// The same, of a flow whose ends change places.
  var reversed: ZeekRecord {
    var record = self
    record.isReversed.toggle()
    return record
  }
}
