import TestSupport
import Testing

@testable import Flows

/// The index beside a dictionary that says what it should.
@Suite struct FlowIndexTests {
  /// What lies in the index, and the hash of each place.
  private struct Pair: ~Copyable {
    var index = FlowIndex()
    var hashes: [Int: UInt64] = [:]

    mutating func insert(_ place: Int, _ hash: UInt64) {
      index.insert(place, hash: hash)
      hashes[place] = hash
    }

    mutating func remove(_ place: Int) {
      if let hash = hashes.removeValue(forKey: place) { index.remove(place, hash: hash) }
    }

    /// Whether each place is found by its hash, and no other one.
    func isWhole(upTo bound: Int, _ hash: (Int) -> UInt64) -> Bool {
      index.count == hashes.count
        && (0..<bound).allSatisfy { place in
          let found = index.place(hash: hashes[place] ?? hash(place)) { $0 == place }
          return found == (hashes[place] == nil ? nil : place)
        }
    }
  }

  @Test(arguments: [
    // All spread; all in one bucket by one tag; all in one bucket by different tags; in few buckets.
    (0xffff_ffff_ffff_ffff as UInt64, 3000), (0, 900), (0xfe00_0000, 900), (0x0000_0003, 900),
  ])
  func placesAreFoundWhateverCameAndWent(mask: UInt64, places: Int) {
    var generator = SeededGenerator(seed: mask ^ 7)
    let all = (0..<places).map { _ in generator.next() & mask }
    var pair = Pair()
    for round in 0..<4 {
      for place in 0..<places where pair.hashes[place] == nil && (round == 0 || generator.next() % 3 > 0) {
        pair.insert(place, all[place])
      }
      #expect(pair.isWhole(upTo: places) { all[$0] })
      for place in 0..<places where generator.next() % 2 == 0 { pair.remove(place) }
      #expect(pair.isWhole(upTo: places) { all[$0] })
    }
    for place in 0..<places { pair.remove(place) }
    #expect(pair.index.count == 0)
    #expect(pair.isWhole(upTo: places) { all[$0] })
  }

  @Test func theHintNamesThePlaceInAnIndexThatIsNotFull() {
    var generator = SeededGenerator(seed: 11)
    var index = FlowIndex()
    let hashes = (0..<500).map { _ in generator.next() }
    for (place, hash) in hashes.enumerated() { index.insert(place, hash: hash) }
    let hits = hashes.enumerated().count { index.likelyPlace(hash: $1) == Int32($0) }
    // A bucket in twenty may be full at worst, and one in eighty hold another flow with the same seven bits.
    #expect(hits > 450)
  }

  @Test func removingWhatIsNotThereChangesNothing() {
    var index = FlowIndex()
    index.insert(1, hash: 5)
    index.remove(2, hash: 5)
    index.remove(1, hash: 6)
    #expect(index.count == 1 && index.place(hash: 5) { $0 == 1 } == 1)
  }
}
