import Wire

extension CaptureParser {
  /// A section begins: its interfaces are numbered from 0 again.
  mutating func sectionHeader(_ window: RawSpan, _ body: Range<Int>) throws(CaptureFileError) -> CaptureItem? {
    try check(16, body)
    let version = (
      window.u16(body.lowerBound &+ 4, swapped: isSwapped), window.u16(body.lowerBound &+ 6, swapped: isSwapped)
    )
    guard version.0 == 1 else { throw fail(.unsupportedVersion(major: version.0, minor: version.1)) }
    firstInterface = interfaces.count
    section = SectionHeader()
    var options = BlockOptions(body.lowerBound &+ 16..<body.upperBound, isSwapped: isSwapped)
    while let option = try next(&options, window) {
      switch option.code {
      case 1 where section.comments.count < 64: section.comments.append(window.text(option.value))
      case 2: section.hardware = window.text(option.value)
      case 3: section.operatingSystem = window.text(option.value)
      case 4: section.application = window.text(option.value)
      default: break
      }
    }
    return nil
  }

  mutating func interfaceDescription(_ window: RawSpan, _ body: Range<Int>) throws(CaptureFileError) -> CaptureItem? {
    try check(8, body)
    guard interfaces.count < Self.maximumInterfaces else {
      throw fail(.tooManyInterfaces(limit: Self.maximumInterfaces))
    }
    var interface = CaptureInterface(
      linkType: LinkType(rawValue: window.u16(body.lowerBound, swapped: isSwapped)),
      snapLength: window.u32(body.lowerBound &+ 4, swapped: isSwapped), resolution: .microseconds)
    var options = BlockOptions(body.lowerBound &+ 8..<body.upperBound, isSwapped: isSwapped)
    let isDescribed = interfaces.count < Self.maximumDescriptions
    while let option = try next(&options, window) {
      applyClock(option, window, to: &interface)
      if isDescribed { describe(option, window, &interface) }
    }
    addInterface(interface)
    return .interface(interfaces.count &- 1)
  }

  private func applyClock(
    _ option: (code: UInt16, value: Range<Int>), _ window: RawSpan, to interface: inout CaptureInterface
  ) {
    switch option.code {
    case 9: interface.resolution.rawValue = window.u8(option.value.lowerBound)
    case 14 where option.value.count == 8:
      interface.resolution.offsetSeconds = Int64(bitPattern: window.u64(option.value.lowerBound, swapped: isSwapped))
    default: break
    }
  }

  private func describe(
    _ option: (code: UInt16, value: Range<Int>), _ window: RawSpan, _ interface: inout CaptureInterface
  ) {
    switch option.code {
    case 2: interface.name = window.text(option.value)
    case 3: interface.summary = window.text(option.value)
    case 11 where window.u8(option.value.lowerBound) == 0:
      interface.filter = window.text(option.value.dropFirst())
    case 12: interface.operatingSystem = window.text(option.value)
    case 15: interface.hardware = window.text(option.value)
    default: break
    }
  }

  /// Counts at the end of a capture; of an interface that nobody described they mean nothing.
  mutating func interfaceStatistics(_ window: RawSpan, _ body: Range<Int>) throws(CaptureFileError) -> CaptureItem? {
    try check(12, body)
    let index = window.u32(body.lowerBound, swapped: isSwapped)
    guard Int(index) < interfaces.count &- firstInterface else { return nil }
    var statistics = InterfaceStatistics(interface: UInt32(truncatingIfNeeded: firstInterface) &+ index)
    var options = BlockOptions(body.lowerBound &+ 12..<body.upperBound, isSwapped: isSwapped)
    while let option = try next(&options, window) {
      guard option.value.count == 8 else { continue }
      let count = window.u64(option.value.lowerBound, swapped: isSwapped)
      switch option.code {
      case 4: statistics.received = count
      case 5: statistics.droppedByInterface = count
      case 7: statistics.droppedBySystem = count
      default: break
      }
    }
    return .statistics(statistics)
  }

  /// As ``require(_:_:)``, and nothing follows.
  private mutating func check(_ count: Int, _ body: Range<Int>) throws(CaptureFileError) {
    do { try require(count, body) } catch {
      state = .failed
      throw error
    }
  }

  /// The next option of a block; nothing follows damage.
  mutating func next(
    _ options: inout BlockOptions, _ window: RawSpan
  ) throws(CaptureFileError) -> (code: UInt16, value: Range<Int>)? {
    do { return try options.next(window) } catch { throw fail(error) }
  }
}
