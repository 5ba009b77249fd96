public import Flows

extension Weighing {
  /// Weighs one reset from packets alone, by every rule that its form admits.
  public init(_ reset: Reset) { self.init(reset, Scene(reset)) }

  @inline(__always)
  init(_ reset: Reset, _ scene: Scene) {
    self.init()
    switch scene.form {
    case .ending: weighEnding(reset, scene)
    case .answer: weighAnswer(reset, scene)
    case .refusal: weighRefusal(reset, scene)
    }
    MPTCPResetRule.weigh(reset, scene, &self)
    ForgedResetRule.weigh(reset, scene, &self)
  }

  private mutating func weighEnding(_ reset: Reset, _ scene: Scene) {
    CloseWithUnreadDataRule.weigh(reset, scene, &self)
    ProcessExitWithUnreadDataRule.weigh(reset, scene, &self)
    LingerZeroCloseRule.weigh(reset, scene, &self)
    ListenerClosedRule.weigh(reset, scene, &self)
    DisconnectRule.weigh(reset, scene, &self)
    AdministrativeKillRule.weigh(reset, scene, &self)
    Linger2ExpiredRule.weigh(reset, scene, &self)
    KeepaliveTimeoutRule.weigh(reset, scene, &self)
    OrphanLimitRule.weigh(reset, scene, &self)
    HalfOpenPeerRule.weigh(reset, scene, &self)
    FirewallRejectRule.weigh(reset, scene, &self)
    StateLostInNetworkRule.weigh(reset, scene, &self)
  }

  private mutating func weighAnswer(_ reset: Reset, _ scene: Scene) {
    DataAfterCloseRule.weigh(reset, scene, &self)
    HalfOpenPeerRule.weigh(reset, scene, &self)
    BacklogOverflowRule.weigh(reset, scene, &self)
    UnacceptableAckInHandshakeRule.weigh(reset, scene, &self)
    InvalidSynRule.weigh(reset, scene, &self)
    UnexpectedSynAckRule.weigh(reset, scene, &self)
    ChallengeReplyRule.weigh(reset, scene, &self)
    Linger2ExpiredRule.weigh(reset, scene, &self)
    FirewallRejectRule.weigh(reset, scene, &self)
    StateLostInNetworkRule.weigh(reset, scene, &self)
  }

  private mutating func weighRefusal(_ reset: Reset, _ scene: Scene) {
    NoListenerRule.weigh(reset, scene, &self)
    InvalidSynRule.weigh(reset, scene, &self)
    TimeWaitCollisionRule.weigh(reset, scene, &self)
    FirewallRejectRule.weigh(reset, scene, &self)
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
