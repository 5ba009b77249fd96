import Causes
import Matches
import Testing
import Wire

/// Groups beside a plain list that is sorted.
@Suite struct GroupsTests {
  /// Group number `number`, of so many resets; the later its number, the earlier it came.
  private static func group(_ number: Int, count: Int) -> Group {
    let time = Timestamp(nanoseconds: Int64(10_000 - number))
    return Group(
      cause: number % 3 == 0 ? nil : .noListener, isTied: number % 3 == 1,
      responder: Endpoint(address: IPAddress(v4: UInt32(number)), port: 80), count: count, sentByResponder: count / 2,
      firstTime: time, lastTime: time, example: FrameID(number: 10_000 - number))
  }

  /// Groups of which many are of one size.
  private static let list = (0..<1000).map { group($0, count: $0 * 7919 % 13 + 1) }

  private static let sorted = list.sorted { ($1.count, $0.example) < ($0.count, $1.example) }

  @Test(arguments: [0, 1, 12, 999, 1000, 5000])
  func theLeadingOnesAreTheFirstOfAll(limit: Int) {
    let groups = Groups(Self.list)
    #expect(groups.leading(limit) == Array(Self.sorted.prefix(limit)))
    #expect(groups.count == 1000 && groups.resets == Self.list.reduce(0) { $0 + $1.count })
  }

  /// What was counted apart is counted together, whatever the order and however much of it both counted.
  @Test(arguments: [0, 400, 1000])
  func partsAddUp(shared: Int) {
    var (one, other) = (Tally(), Tally())
    one.groups = Groups(Self.list.prefix(shared).map { Self.group(10_000 - $0.example.number, count: $0.count) })
    other.groups = Groups(Self.list.reversed())
    one.add(other)
    #expect(one.groups.count == 1000)
    #expect(one.groups.resets == (Self.list + Self.list.prefix(shared)).reduce(0) { $0 + $1.count })
    let twice = Set(Self.list.prefix(shared).map(\.responder))
    for group in one.groups.leading() {
      let whole = Self.list[10_000 - group.example.number]
      #expect(group.count == (twice.contains(group.responder) ? 2 : 1) * whole.count)
      #expect(group.cause == whole.cause && group.isTied == (whole.cause != nil && whole.isTied))
    }
  }

  @Test func orderIsNoPartOfThem() {
    #expect(Groups(Self.list) == Groups(Self.list.reversed()))
    #expect(Groups(Self.list).hashValue == Groups(Self.list.shuffled()).hashValue)
    #expect(Groups(Self.list) != Groups(Self.list.dropLast()))
  }

  @Test func theRestIsWhatIsNotShown() {
    let groups = Groups(Self.list, ungrouped: 5)
    #expect(groups.resets(beside: groups.leading()) == 5)
    let most = groups.leading(1)
    #expect(groups.resets(beside: most) == groups.resets + 5 - most[0].count)
  }
}
