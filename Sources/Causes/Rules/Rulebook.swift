public import Flows

extension Weighing {
  /// Weighs one reset from packets alone, by every rule that its form admits.
  public init(_ reset: Reset) { self.init(reset.show { Scene($0) }) }

  init(_ scene: Scene) {
    self.init()
    switch scene.form {
    case .ending: weighEnding(scene)
    case .answer: weighAnswer(scene)
    case .refusal: weighRefusal(scene)
    }
    MPTCPResetRule.weigh(scene, &self)
    ForgedResetRule.weigh(scene, &self)
  }

  private mutating func weighEnding(_ scene: Scene) {
    CloseWithUnreadDataRule.weigh(scene, &self)
    ProcessExitWithUnreadDataRule.weigh(scene, &self)
    LingerZeroCloseRule.weigh(scene, &self)
    ListenerClosedRule.weigh(scene, &self)
    DisconnectRule.weigh(scene, &self)
    AdministrativeKillRule.weigh(scene, &self)
    Linger2ExpiredRule.weigh(scene, &self)
    KeepaliveTimeoutRule.weigh(scene, &self)
    OrphanLimitRule.weigh(scene, &self)
    HalfOpenPeerRule.weigh(scene, &self)
    FirewallRejectRule.weigh(scene, &self)
    StateLostInNetworkRule.weigh(scene, &self)
  }

  private mutating func weighAnswer(_ scene: Scene) {
    DataAfterCloseRule.weigh(scene, &self)
    HalfOpenPeerRule.weigh(scene, &self)
    BacklogOverflowRule.weigh(scene, &self)
    UnacceptableAckInHandshakeRule.weigh(scene, &self)
    InvalidSynRule.weigh(scene, &self)
    UnexpectedSynAckRule.weigh(scene, &self)
    ChallengeReplyRule.weigh(scene, &self)
    Linger2ExpiredRule.weigh(scene, &self)
    FirewallRejectRule.weigh(scene, &self)
    StateLostInNetworkRule.weigh(scene, &self)
  }

  private mutating func weighRefusal(_ scene: Scene) {
    NoListenerRule.weigh(scene, &self)
    InvalidSynRule.weigh(scene, &self)
    TimeWaitCollisionRule.weigh(scene, &self)
    FirewallRejectRule.weigh(scene, &self)
  }
}

/// Every rule, for those who want to go through them; the road above calls them directly.
enum Rulebook {
  static let rules: [any (Rule & Sendable).Type] = [
    CloseWithUnreadDataRule.self, ProcessExitWithUnreadDataRule.self, LingerZeroCloseRule.self,
    ListenerClosedRule.self, DisconnectRule.self, AdministrativeKillRule.self, Linger2ExpiredRule.self,
    KeepaliveTimeoutRule.self, OrphanLimitRule.self, NoListenerRule.self, DataAfterCloseRule.self,
    HalfOpenPeerRule.self, BacklogOverflowRule.self, UnacceptableAckInHandshakeRule.self, InvalidSynRule.self,
    UnexpectedSynAckRule.self, TimeWaitCollisionRule.self, MPTCPResetRule.self, ChallengeReplyRule.self,
    FirewallRejectRule.self, StateLostInNetworkRule.self, ForgedResetRule.self,
  ]
}
