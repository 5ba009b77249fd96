/// What would decide between causes that the witnesses at hand cannot tell apart.
enum Separation {
  /// What would narrow `candidates`, strongest first; empty where fewer than two are left.
  static func words(for candidates: CauseSet) -> [String] {
    guard candidates.count > 1 else { return [] }
    return all.filter { $0.separates(candidates) }.map(\.words)
  }

  /// One witness that is not at hand, and what it tells apart.
  private struct Witness {
    let words: String
    let separates: @Sendable (CauseSet) -> Bool
  }

  private static let all: [Witness] = [
    Witness(words: "the sender's own calls: close, SO_LINGER, connect(AF_UNSPEC), or none at all") { candidates in
      candidates.intersection(.ending).count > 1
    },
    Witness(words: "the sender's kernel: the reason of its tcp_send_reset event") { candidates in
      kernelGroups.count { !candidates.isDisjoint(with: $0) } > 1
    },
    Witness(words: "the call stack of that event") { candidates in
      kernelGroups.contains { candidates.intersection($0).count > 1 }
    },
    Witness(words: "a capture at the sender: what it did not send came from in between") { candidates in
      !candidates.isDisjoint(with: .between) && !candidates.isDisjoint(with: CauseSet.ending.union(.answering))
    },
    Witness(words: "the rules and counters of the firewalls and NATs on the way") { candidates in
      candidates.contains(.firewallReject) || candidates.contains(.stateLostInNetwork)
    },
  ]

  /// Causes for which Linux 6.18 gives one and the same reason.
  private static let kernelGroups: [CauseSet] = [
    [.closeWithUnreadData, .processExitWithUnreadData],
    [.lingerZeroClose, .listenerClosed, .disconnect, .administrativeKill],
    [.linger2Expired], [.keepaliveTimeout], [.orphanLimit],
    [.noListener, .halfOpenPeer, .unexpectedSynAck], [.dataAfterClose, .timeWaitCollision],
    [.backlogOverflow, .invalidSyn], [.unacceptableAckInHandshake], [.mptcpReset],
    [.firewallReject, .stateLostInNetwork, .forgedReset],
  ]
}
