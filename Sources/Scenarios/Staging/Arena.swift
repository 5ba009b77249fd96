import CLinux
import Glibc

/// Memory for the arguments of system calls that a scenario's thread, its helper threads and its child share.
///
/// A child made by fork sees it at the same address, so that a call prepared here can be made there.
@safe final class Arena {
  /// Bytes that are sent come from here, bytes that are received go there: nobody looks at them.
  static let transferLength = 8_000_000

  private let base: UnsafeMutableRawPointer
  private let length: Int
  private var top: Int
  private var bottom: Int

  /// Maps the memory; pages are only taken when touched.
  init() throws {
    length = 2 * Self.transferLength + (1 << 20)
    let mapped = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
      throw ScenarioError.refused(what: "mmap: \(NetworkNamespace.text(of: errno))", remedy: "free some memory")
    }
    unsafe base = mapped
    bottom = 2 * Self.transferLength
    top = length
  }

  deinit { unsafe munmap(base, length) }

  /// The address of bytes to send.
  var payload: Int64 { unsafe Int64(Int(bitPattern: base)) }
  /// The address of a place for received bytes.
  var sink: Int64 { payload + Int64(Self.transferLength) }

  /// Runs `body`; what it took is free again afterwards.
  func scratch<Value>(_ body: () throws -> Value) rethrows -> Value {
    let mark = bottom
    defer { bottom = mark }
    return try body()
  }

  /// Takes memory and fills it with `bytes`, zeros after them; its address.
  func place(_ bytes: [UInt8], length count: Int? = nil) -> Int64 {
    let count = max(count ?? bytes.count, bytes.count)
    let offset = (bottom + 15) & ~15
    guard offset + count <= top else { return 0 }
    bottom = offset + count
    unsafe memset(base + offset, 0, count)
    unsafe (base + offset).copyMemory(from: bytes, byteCount: bytes.count)
    return unsafe Int64(Int(bitPattern: base + offset))
  }

  /// Memory that stays taken until the end, for a call that runs on a thread of its own.
  func placeForGood(_ bytes: [UInt8], length count: Int? = nil) -> Int64 {
    let count = max(count ?? bytes.count, bytes.count)
    let offset = (top - count) & ~63
    guard offset >= bottom else { return 0 }
    top = offset
    unsafe memset(base + offset, 0, count)
    unsafe (base + offset).copyMemory(from: bytes, byteCount: bytes.count)
    return unsafe Int64(Int(bitPattern: base + offset))
  }

  /// A slot for a call that runs on a thread of its own.
  func slotForGood() -> UnsafeMutablePointer<clinux_call>? {
    let address = placeForGood([], length: MemoryLayout<clinux_call>.size)
    return unsafe UnsafeMutablePointer(bitPattern: Int(address))
  }

  /// A slot for a call, within ``scratch(_:)``.
  func slot() -> UnsafeMutablePointer<clinux_call>? {
    let address = place([], length: MemoryLayout<clinux_call>.size)
    return unsafe UnsafeMutablePointer(bitPattern: Int(address))
  }

  /// Copies bytes out.
  func bytes(at address: Int64, count: Int) -> [UInt8] {
    let offset = Int(address) - Int(payload)
    guard offset >= 0, count >= 0, offset + count <= length else { return [] }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: base + offset, count: count))
  }

  /// An integer in the machine's byte order.
  func integer<Value: FixedWidthInteger & BitwiseCopyable>(at address: Int64, as type: Value.Type) -> Value {
    let offset = Int(address) - Int(payload)
    guard offset >= 0, offset + MemoryLayout<Value>.size <= length else { return 0 }
    return unsafe base.loadUnaligned(fromByteOffset: offset, as: type)
  }
}

extension FixedWidthInteger {
  /// The bytes in the machine's order, as C structures hold them.
  var memoryBytes: [UInt8] {
    let count = Self.bitWidth / 8
    return (0..<count).map { index in
      #if _endian(little)
        UInt8(truncatingIfNeeded: self >> (8 * index))
      #else
        UInt8(truncatingIfNeeded: self >> (8 * (count - 1 - index)))
      #endif
    }
  }

  /// The bytes in network order.
  var networkBytes: [UInt8] {
    let count = Self.bitWidth / 8
    return (0..<count).map { UInt8(truncatingIfNeeded: self >> (8 * (count - 1 - $0))) }
  }
}
