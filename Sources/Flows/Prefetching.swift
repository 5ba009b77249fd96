public import CProcessor
public import Wire

extension UnsafePointer {
  /// Asks for the whole of a value that will be changed soon; any address will do.
  @inlinable
  func prefetch() {
    let value = unsafe UnsafeRawPointer(self)
    for line in 0..<(MemoryLayout<Pointee>.stride + 63) / 64 {
      unsafe cprocessor_prefetch_for_writing(value + line * 64)
    }
  }
}

extension ContiguousArray where Element: BitwiseCopyable {
  /// Asks for the memory of an element that will be changed soon.
  @inlinable
  public func prefetch(_ place: Int) {
    unsafe withUnsafeBufferPointer { elements in
      if let base = elements.baseAddress { unsafe (base + place).prefetch() }
    }
  }
}

extension FlowTable {
  /// Asks for segments that will be followed soon and that another core wrote.
  public static func prefetch(_ segments: Span<Segment>) {
    unsafe segments.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      for offset in stride(from: 0, to: bytes.count, by: 64) { unsafe cprocessor_prefetch_for_reading(base + offset) }
    }
  }
}
