import Causes
import Testing

/// The written rule by which evidence is combined.
@Suite struct WeighingTests {
  @Test func nothingInReachIsUnexplained() {
    #expect(Weighing().status == .unexplained)
    #expect(Weighing().likeliest == nil)
    var weighing = Weighing()
    weighing.oppose(.noListener, .strong, .midStream)
    #expect(weighing.status == .unexplained)
  }

  @Test func oneCandidateWithoutProofIsNotSettled() {
    var weighing = Weighing()
    weighing.support(.noListener, .strong, .refusesSyn)
    #expect(weighing.status == .tied([.noListener]))
  }

  @Test func aDecisiveMarkSettlesAndDropsTheOthers() {
    var weighing = Weighing()
    weighing.support(.noListener, .strong, .refusesSyn)
    weighing.support(.forgedReset, .decisive, .senderContinued)
    #expect(weighing.status == .settled(.forgedReset))
    #expect(weighing.isSettled && weighing.likeliest == .forgedReset)
  }

  @Test func whatIsRuledOutStaysOutWhateverSpeaksForIt() {
    var weighing = Weighing()
    weighing.support(.halfOpenPeer, .decisive, .resetBySender)
    weighing.oppose(.halfOpenPeer, .decisive, .senderContinued)
    weighing.support(.firewallReject, .weak, .repeatsAcknowledgment)
    #expect(weighing.status == .tied([.firewallReject]))
  }

  @Test func twoProofsTie() {
    var weighing = Weighing()
    weighing.support(.halfOpenPeer, .decisive, .resetBySender)
    weighing.support(.challengeReply, .decisive, .answersChallenge)
    weighing.support(.firewallReject, .strong, .repeatsAcknowledgment)
    #expect(weighing.status == .tied([.halfOpenPeer, .challengeReply]))
  }

  @Test func oneStrongMarkOutweighsAnyNumberOfWeakOnes() {
    var weighing = Weighing()
    for _ in 0..<60 { weighing.support(.noListener, .weak, .refusesSyn) }
    weighing.support(.firewallReject, .strong, .senderContinued)
    #expect(weighing.status == .tied([.firewallReject, .noListener]))
    #expect(weighing.likeliest == .firewallReject)
  }

  @Test func equalsStandInTheOrderOfTheList() {
    var weighing = Weighing()
    weighing.support(.forgedReset, .weak, .unvouched)
    weighing.support(.halfOpenPeer, .weak, .repeatsAcknowledgment)
    weighing.support(.closeWithUnreadData, .weak, .payloadDelivered)
    #expect(weighing.status == .tied([.closeWithUnreadData, .halfOpenPeer, .forgedReset]))
    #expect(weighing.likeliest == .closeWithUnreadData)
  }

  @Test func anotherWitnessCountsByTheSameRule() {
    var weighing = Weighing()
    weighing.support(.closeWithUnreadData, .weak, .payloadDelivered)
    weighing.support(.lingerZeroClose, .weak, .ownNextSequenceNumber)
    weighing.add(
      Evidence(
        cause: .lingerZeroClose, supports: true, strength: .decisive, statement: "its kernel says so", kernelEvents: [1]
      ))
    #expect(weighing.status == .settled(.lingerZeroClose))
  }

  @Test func aVerdictFromEvidenceAloneFollowsItToo() {
    let evidence = Evidence(cause: .connectTimeout, supports: true, strength: .decisive, statement: "no answer")
    #expect(Verdict([evidence]).status == .settled(.connectTimeout))
    #expect(Verdict([]).status == .unexplained)
  }
}
