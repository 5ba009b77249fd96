/// What a party does in one step.
public enum Action: Hashable, Sendable {
  /// Opens a socket and does nothing with it.
  case socket(SocketOptions)
  /// Opens a listener; `deaf` ones ignore every segment without an answer.
  case listen(backlog: Int, SocketOptions)
  /// Connects to the server, or to another party's address.
  case connect(Destination, SocketOptions)
  /// Connects the same socket once more.
  case connectAgain
  /// Takes a connection from a listener; the party named, or its own or the server's.
  case accept(from: String?)
  /// Moves bytes: `read 64`, `send 5 MSG_NOSIGNAL`, `sendfile 100`.
  case transfer(Transfer)
  /// Sends without blocking until the buffers are full.
  case fill
  /// Reads until nothing more waits.
  case drain
  /// `poll` or `epoll_wait`, with the events asked for and the longest time to wait.
  case poll(Polling)
  /// `getsockopt(SO_ERROR)`.
  case socketError
  /// `getpeername`.
  case peerName
  /// `TCP_INFO`'s state.
  case state
  /// `setsockopt`.
  case set(SocketOption)
  /// `shutdown`.
  case shutdown(Direction, listener: Bool)
  /// `close`.
  case close(listener: Bool)
  /// `connect(AF_UNSPEC)`.
  case disconnect
  /// Forgets the connection without a word, as a crash does (TCP_REPAIR, then close).
  case vanish
  /// A second descriptor for another party's socket.
  case duplicate(of: String)
  /// A call on a thread of its own, `count` times; it is left running.
  indirect case begin(Action, count: Int)
  /// Waits for the calls begun before.
  case end
  /// Waits until something can be observed.
  case wait(Observation)
  /// Waits a fixed time, in milliseconds: only where the time itself is the experiment.
  case sleep(milliseconds: Int)
  /// The party's process ends by itself.
  case exit
  /// The party's process is killed (SIGKILL).
  case killed
  /// From now on SIGPIPE ends the party's process, as it does where no program asked otherwise.
  case letSigpipeKill
  /// An administrator destroys a party's socket (SOCK_DESTROY, `ss -K`).
  case destroy(party: String)
  /// A raw segment.
  case inject(Injection)
  /// A rule in the private namespace; the hook, then nft's own words.
  case firewall(FirewallRule)
  /// Removes all rules.
  case firewallFlush
  /// A kernel setting of the private namespace.
  case sysctl(name: String, value: String)
  /// A program in the private namespace: `ip` or `conntrack`.
  case program([String])
  /// Nothing is done: this is what must be seen on the wire by now.
  case wire(WireLine)

  /// How a socket is opened.
  public struct SocketOptions: Hashable, Sendable {
    /// `connect` returns at once.
    public var nonblocking = false
    /// Multipath TCP (RFC 8684).
    public var multipath = false
    /// Ignores every arriving segment (a socket filter that accepts nothing).
    public var deaf = false
    /// Uses another party's port, once that is free.
    public var portOf: String?
    /// Options set before `listen` or `connect`.
    public var options: [SocketOption] = []
    /// A plain blocking socket.
    public init() {}
  }

  /// Where `connect` goes.
  public enum Destination: Hashable, Sendable {
    /// To the server's port, whether anybody listens or not.
    case server
    /// To another party's port.
    case party(String)
    /// To an address outside, at the server's port.
    case address(String)
  }

  /// A call that moves bytes.
  public struct Transfer: Hashable, Sendable {
    /// Which call.
    public var call: Call
    /// Bytes asked for.
    public var count: Int
    /// Its flags, by their C names.
    public var flags: [String]

    /// The calls that move bytes.
    public enum Call: String, Sendable, CaseIterable {
      case read, recv, readv, recvmsg, write, send, writev, sendmsg, sendfile, sendto
      case spliceIn = "splice-in"
      case spliceOut = "splice-out"

      /// Whether bytes come from the socket.
      public var isReading: Bool {
        switch self {
        case .read, .recv, .readv, .recvmsg, .spliceIn: true
        case .write, .send, .writev, .sendmsg, .sendfile, .sendto, .spliceOut: false
        }
      }
    }
  }

  /// A readiness call.
  public struct Polling: Hashable, Sendable {
    /// Whether by epoll.
    public var byEpoll = false
    /// Whether edge-triggered; the descriptor is then registered once and kept.
    public var edgeTriggered = false
    /// The events asked for, without prefix.
    public var events: [String] = ["IN", "PRI", "OUT", "RDHUP"]
    /// The longest time to wait, in milliseconds.
    public var milliseconds = 0
    /// Whether on the listener.
    public var listener = false
    /// All events, without waiting.
    public init() {}
  }

  /// Which half `shutdown` ends.
  public enum Direction: String, Sendable, CaseIterable {
    case read = "RD"
    case write = "WR"
    case both = "RDWR"
  }

  /// A firewall rule.
  public struct FirewallRule: Hashable, Sendable {
    /// Where it hangs.
    public var hook: Hook
    /// nft's own words; `$client` and `$server` stand for the parties' ports.
    public var rule: String
    /// Whether in the router's namespace.
    public var onRouter = false

    /// The hooks of netfilter.
    public enum Hook: String, Sendable, CaseIterable {
      case input, output, forward, prerouting, postrouting
    }
  }
}
