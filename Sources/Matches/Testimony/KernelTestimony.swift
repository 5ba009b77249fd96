internal import Causes
internal import Flows
internal import Host
internal import Wire

/// What the kernel's own reason for a RST, and the stack that it was sent from, leave of the causes.
struct KernelTestimony {
  /// The causes that agree with it; the first is meant where nothing else tells them apart.
  var causes: [Cause]
  /// Whether it decides for the first of them.
  var isDecided: Bool

  /// Reads one `tcp_send_reset` event about `reset` (`enum sk_rst_reason`, Linux 6.18).
  init(_ event: KernelEvent, about reset: Reset) {
    let stack = Stack(event.stack)
    switch event.reason {
    case .abortOnClose: self = Self.abortOnClose(stack, reset)
    case .state: self = Self.state(stack, event)
    case .disconnectWithData: self = Self.disconnectWithData(stack)
    case .abortOnLinger: self.init(.linger2Expired)
    case .keepaliveTimeout: self.init(.keepaliveTimeout)
    case .abortOnMemory: self.init(.orphanLimit)
    case .abortOnData: self.init(reset.answersBareAcknowledgment ? .linger2Expired : .dataAfterClose)
    case .timeWaitSocket: self.init(reset.answersBareSyn ? .timeWaitCollision : .dataAfterClose)
    case .noSocket: self = Self.noSocket(reset)
    case .flags: self = Self.flags(reset)
    case .invalidAcknowledgment, .acknowledgedUnsentData, .tooOldAcknowledgment, .oldAcknowledgment,
      .protectionAgainstWrappedSequence:
      self.init(.unacceptableAckInHandshake)
    case .invalidSyn: self.init(reset.answersAnySyn ? .invalidSyn : .backlogOverflow)
    default: self = Self.byName(event.reason)
    }
  }

  private init(_ cause: Cause) { self.init(causes: [cause], isDecided: true) }

  private init(causes: [Cause], isDecided: Bool) {
    self.causes = causes
    self.isDecided = isDecided
  }

  /// `close()` or the end of the process, with bytes unread; MP_FASTCLOSE bears this reason too.
  private static func abortOnClose(_ stack: Stack, _ reset: Reset) -> KernelTestimony {
    if reset.segment.options.kinds.contains(.multipath) {
      return KernelTestimony(
        causes: [.mptcpReset, .closeWithUnreadData, .lingerZeroClose, .disconnect, .processExitWithUnreadData],
        isDecided: true)
    }
    if stack.contains("do_exit") {
      return KernelTestimony(causes: [.processExitWithUnreadData, .lingerZeroClose], isDecided: true)
    }
    return KernelTestimony(
      causes: [.closeWithUnreadData, .processExitWithUnreadData, .lingerZeroClose], isDecided: !stack.isEmpty)
  }

  /// `tcp_disconnect` and `tcp_abort` of a state that needs a RST: the stack says who called.
  private static func state(_ stack: Stack, _ event: KernelEvent) -> KernelTestimony {
    if stack.contains("tcp_abort") { return KernelTestimony(.administrativeKill) }
    if stack.contains("inet_csk_listen_stop") { return KernelTestimony(.listenerClosed) }
    if stack.contains("__inet_stream_connect") { return KernelTestimony(.disconnect) }
    if stack.contains("__tcp_close") { return KernelTestimony(.lingerZeroClose) }
    // Only tcp_abort sends before it leaves the state; all others print TCP_CLOSE.
    if let state = event.state, state != "TCP_CLOSE" { return KernelTestimony(.administrativeKill) }
    return KernelTestimony(causes: [.lingerZeroClose, .listenerClosed, .disconnect], isDecided: false)
  }

  private static func disconnectWithData(_ stack: Stack) -> KernelTestimony {
    if stack.contains("__inet_stream_connect") { return KernelTestimony(.disconnect) }
    if stack.contains("__tcp_close") { return KernelTestimony(.lingerZeroClose) }
    return KernelTestimony(causes: [.disconnect, .lingerZeroClose], isDecided: false)
  }

  private static func noSocket(_ reset: Reset) -> KernelTestimony {
    if reset.answersBareSyn { return KernelTestimony(.noListener) }
    if reset.answersSynAck { return KernelTestimony(.unexpectedSynAck) }
    let isAnyFlag = reset.segment.flags.contains(.ack)
    return KernelTestimony(
      causes: isAnyFlag ? [.noListener, .halfOpenPeer] : [.halfOpenPeer, .challengeReply, .dataAfterClose],
      isDecided: true)
  }

  /// An acknowledgment that reached a listener: the connection is unknown, or still a request that it does not fit.
  private static func flags(_ reset: Reset) -> KernelTestimony {
    if reset.answersSynAck { return KernelTestimony(.unexpectedSynAck) }
    let isRequest = reset.sender.state == .synReceived
    let others: [Cause] = [.halfOpenPeer, .challengeReply, .dataAfterClose]
    return KernelTestimony(
      causes: isRequest ? [.unacceptableAckInHandshake] + others : others + [.unacceptableAckInHandshake],
      isDecided: true)
  }

  private static func byName(_ reason: ResetReason?) -> KernelTestimony {
    reason?.rawValue.hasPrefix("MPTCP_RST_") == true
      ? KernelTestimony(.mptcpReset) : KernelTestimony(causes: [], isDecided: false)
  }

  /// Symbol names of a call stack; suffixes that the compiler adds are ignored.
  private struct Stack {
    private let symbols: [String]
    init(_ symbols: [String]) { self.symbols = symbols }
    var isEmpty: Bool { symbols.isEmpty }
    func contains(_ name: String) -> Bool {
      symbols.contains { $0 == name || $0.hasPrefix(name + ".") || $0.hasPrefix(name + "+") }
    }
  }
}

extension Reset {
  /// Whether it answers a SYN without ACK.
  var answersBareSyn: Bool { provokedBy.map { $0.flags.contains(.syn) && !$0.flags.contains(.ack) } ?? false }
  /// Whether it answers an acknowledgment that brought nothing: only a negative TCP_LINGER2 aborts on that.
  var answersBareAcknowledgment: Bool { provokedBy.map { $0.flags == .ack && $0.payloadLength == 0 } ?? false }
  /// Whether it answers a SYN+ACK.
  var answersSynAck: Bool { provokedBy.map { $0.flags.isSuperset(of: [.syn, .ack]) } ?? false }
  /// Whether it answers a segment with SYN.
  var answersAnySyn: Bool { provokedBy.map { $0.flags.contains(.syn) } ?? false }
}
