internal import Causes
internal import Flows
internal import Host
internal import Wire

extension Findings {
  /// Lets the sender's calls and the kernel's events speak on each verdict, by the same written rule as the packets.
  mutating func hearWitnesses() {
    guard !calls.isEmpty || !kernelEvents.isEmpty || hasAllKernelEvents else { return }
    let senders = SenderWitness(calls)
    var kernel = KernelWitness(kernelEvents)
    var events = matches.map { kernel.event(of: $0.reset, within: KernelWitness.slack) }
    for place in matches.indices where events[place] == nil {
      events[place] = kernel.event(of: matches[place].reset, within: KernelWitness.busySlack)
    }
    for place in matches.indices {
      let reset = matches[place].reset
      let event = events[place]
      if let event { matches[place].kernelEvents = [event] }
      let said = senders.testimony(about: reset)
      matches[place].unreadBytes = said?.unreadBytes
      let isWatched = hasAllKernelEvents || kernel.watches(reset.segment.tuple.source.address)
      let isMissing = event == nil && !lostKernelEvents && isWatched && !reset.isCopy
      matches[place].testify(Testimony(event: event, said: said, isMissing: isMissing, reset: reset))
    }
  }

  /// Whether events may be missing from the record, so that absence proves nothing.
  private var lostKernelEvents: Bool {
    sources.contains { $0.kind == .kernel && ($0.dropped ?? 0) > 0 }
  }
}

extension Reset {
  /// Whether the frame is a second copy of one that was captured before.
  var isCopy: Bool { duplicateOf != nil }
}

/// What all witnesses but the packets say about one reset.
struct Testimony {
  var event: KernelEvent?
  var said: SenderTestimony?
  /// Whether the kernel's record is complete and holds no such RST.
  var isMissing: Bool
  var reset: Reset

  /// The evidence of it; `candidates` are those that the packets leave.
  func evidence(on candidates: [Cause], absence words: String = Testimony.absenceWords) -> [Evidence] {
    if let event { return kernelEvidence(event, candidates) }
    if isMissing { return absence(candidates, words) }
    return said.map { [spoken($0)] } ?? []
  }

  private static let absenceWords = "the sender's kernel recorded the RSTs that it sent, and this is none of them"

  private func spoken(_ said: SenderTestimony) -> Evidence {
    Evidence(
      cause: said.cause, supports: true, strength: said.strength, statement: said.statement,
      frames: [reset.segment.frame],
      calls: said.calls)
  }

  /// The kernel names a reason: what does not agree with it is ruled out; calls choose among what is left.
  private func kernelEvidence(_ event: KernelEvent, _ candidates: [Cause]) -> [Evidence] {
    let kernel = KernelTestimony(event, about: reset)
    guard !kernel.causes.isEmpty else { return [] }
    var evidence: [Evidence] = []
    let statement = statement(of: event)
    for cause in candidates where !kernel.causes.contains(cause) {
      evidence.append(kernelEvidence(cause, supports: false, .decisive, statement, event))
    }
    if let said, said.strength == .decisive, kernel.causes.contains(said.cause) {
      evidence.append(spoken(said))
      return evidence
    }
    let left = kernel.causes.filter(candidates.contains)
    if kernel.isDecided {
      evidence.append(kernelEvidence(left.first ?? kernel.causes[0], supports: true, .decisive, statement, event))
    } else {
      for cause in kernel.causes {
        evidence.append(kernelEvidence(cause, supports: true, .strong, statement, event))
      }
    }
    return evidence
  }

  private func statement(of event: KernelEvent) -> String {
    let reason = "the kernel's own reason is \(event.reason?.rawValue ?? "not given")"
    let caller = event.stack.first { Self.tellingSymbols.contains($0) }
    return caller.map { "\(reason), sent from \($0)" } ?? reason
  }

  private static let tellingSymbols: Set<String> = [
    "do_exit", "tcp_abort", "inet_csk_listen_stop", "__inet_stream_connect", "__tcp_close", "tcp_keepalive_timer",
  ]

  private func kernelEvidence(
    _ cause: Cause, supports: Bool, _ strength: Evidence.Strength, _ statement: String, _ event: KernelEvent
  ) -> Evidence {
    Evidence(
      cause: cause, supports: supports, strength: strength, statement: statement, frames: [reset.segment.frame],
      kernelEvents: [event.id])
  }

  /// The sender's kernel sent no such RST: something in between did.
  private func absence(_ candidates: [Cause], _ statement: String) -> [Evidence] {
    var evidence = candidates.filter { !CauseSet.between.contains($0) }.map {
      Evidence(
        cause: $0, supports: false, strength: .decisive, statement: statement, frames: [reset.segment.frame])
    }
    evidence += suspects(candidates).map {
      Evidence(cause: $0, supports: true, strength: .decisive, statement: statement, frames: [reset.segment.frame])
    }
    return evidence
  }

  /// Who may have sent it. Without IPv4's identification a forger's RST may look like a firewall's, unless it repeats the
  /// number that it answers.
  private func suspects(_ candidates: [Cause]) -> [Cause] {
    guard looksLikeReject(candidates) else { return [.forgedReset] }
    let isAnswer = reset.provokedBy?.acknowledgmentNumber == reset.segment.sequenceNumber
    let mayBeForged = reset.segment.tuple.source.address.version == .v6 && candidates.contains(.forgedReset)
    return mayBeForged && !isAnswer ? [.firewallReject, .forgedReset] : [.firewallReject]
  }

  /// A netfilter reject has the exact shape of the kernel's answer: no window, no options, identification 0. What it
  /// answers may be missing: a segment rejected on its way out never reaches the interface.
  private func looksLikeReject(_ candidates: [Cause]) -> Bool {
    let segment = reset.segment
    return candidates.contains(.firewallReject) && segment.window == 0 && segment.options.kinds.isEmpty
      && segment.envelope.identification == 0
  }
}

extension Match {
  /// Weighs the packets' evidence again together with what other witnesses said.
  mutating func testify(_ testimony: Testimony) {
    let fromPackets = verdict
    self.testimony = testimony.evidence(on: fromPackets.candidates)
    if let cause = verdict.cause, let own = Prediction(ofSenderOf: reset, settledOn: cause) { sender = own }
  }
}
