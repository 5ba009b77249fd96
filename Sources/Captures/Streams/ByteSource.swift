internal import Glibc

/// The bytes of a file, a pipe or standard input, decompressed where they were compressed, read once from the start.
@safe struct ByteSource: ~Copyable {
  let path: String
  /// The size of a regular file when it was opened; nil for a pipe.
  let size: Int?
  /// How it is compressed, known after the first read.
  private(set) var compression: Compression?
  /// Bytes taken from the descriptor.
  private(set) var consumed = 0

  private let descriptor: Int32
  /// Becomes readable when nobody is to wait for more; -1 for none.
  private let stop: Int32
  private var decompressor: (any Decompressor)?
  private var isExamined = false
  private var failure: CaptureError?
  /// Compressed bytes that wait, or the first bytes of the file while it is being examined.
  private let input: UnsafeMutableRawBufferPointer
  private var inputStart = 0
  private var inputEnd = 0
  private var isInputFinal = false

  static let inputSize = 64 << 10

  /// Opens a path; `-` is standard input. A pipe that nobody writes to yet is waited for by the first read.
  init(path: String, stop: Int32 = -1) throws(CaptureError) {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let descriptor = unsafe path == "-" ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : open(path, flags)
    guard descriptor >= 0 else { throw Self.error(path, "open", errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let number = errno
      close(descriptor)
      throw Self.error(path, "fstat", number)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw .isFolder(path: path)
    }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    if isRegular { posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
    self.path = path == "-" ? "standard input" : path
    self.descriptor = descriptor
    self.stop = stop
    size = isRegular ? Int(status.st_size) : nil
    unsafe input = .allocate(byteCount: Self.inputSize, alignment: 16)
  }

  deinit {
    close(descriptor)
    unsafe input.deallocate()
  }

  /// Fills `output` as far as one read allows; 0 at the end.
  mutating func read(into output: UnsafeMutableRawBufferPointer) throws(CaptureError) -> Int {
    if let failure { throw failure }
    if !isExamined { try examine() }
    guard let decompressor else {
      return inputStart < inputEnd ? unsafe takeExamined(into: output) : try unsafe readRaw(into: output)
    }
    while true {
      if inputStart == inputEnd, !isInputFinal { try refillInput() }
      let waiting = unsafe UnsafeRawBufferPointer(rebasing: input[inputStart..<inputEnd])
      do {
        let (taken, made) = try unsafe decompressor.decompress(waiting, into: output)
        inputStart += taken
        if made > 0 { return made }
        if taken == 0, isInputFinal { break }
      } catch {
        inputStart += error.consumed
        failure = damage(error.problem)
        if error.produced > 0 { return error.produced }
        break
      }
    }
    if failure == nil, !decompressor.isBetweenMembers { failure = damage(.cut) }
    if let failure { throw failure }
    return 0
  }

  private func damage(_ problem: Compression.Problem) -> CaptureError {
    .damagedCompression(
      path: path, compression ?? .zstd, offset: consumed - (inputEnd - inputStart), problem)
  }

  /// Looks at the first bytes for a compressed stream, behind what compressors may put before it.
  private mutating func examine() throws(CaptureError) {
    isExamined = true
    try holdInput(8)
    while let frame = unsafe SkippableFrame(UnsafeRawBufferPointer(rebasing: input[inputStart..<inputEnd])) {
      try skipInput(frame.length)
      try holdInput(8)
    }
    compression = unsafe Compression(magic: UnsafeRawBufferPointer(rebasing: input[inputStart..<inputEnd]))
    guard let compression else { return }
    decompressor = compression.makeDecompressor()
    if decompressor == nil { throw Self.error(path, "allocate", ENOMEM) }
  }

  /// Makes `count` bytes of input wait, or all that are left.
  private mutating func holdInput(_ count: Int) throws(CaptureError) {
    while inputEnd - inputStart < count, !isInputFinal {
      if inputStart > 0 {
        let waiting = unsafe UnsafeRawBufferPointer(rebasing: input[inputStart..<inputEnd])
        unsafe input.copyMemory(from: waiting)
        (inputStart, inputEnd) = (0, waiting.count)
      }
      try refillInput()
    }
  }

  /// Steps over `count` bytes of input; a file that ends before is cut.
  private mutating func skipInput(_ count: Int) throws(CaptureError) {
    var rest = count
    while rest > inputEnd - inputStart {
      rest -= inputEnd - inputStart
      inputStart = inputEnd
      guard !isInputFinal else {
        let cut = damage(.cut)
        failure = cut
        throw cut
      }
      try refillInput()
    }
    inputStart += rest
  }

  private mutating func takeExamined(into output: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(output.count, inputEnd - inputStart)
    unsafe output.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[inputStart..<inputStart + count]))
    inputStart += count
    return count
  }

  private mutating func refillInput() throws(CaptureError) {
    if inputStart == inputEnd { (inputStart, inputEnd) = (0, 0) }
    let count = try unsafe readRaw(into: UnsafeMutableRawBufferPointer(rebasing: input[inputEnd...]))
    inputEnd += count
    isInputFinal = count == 0
  }

  private mutating func readRaw(into output: UnsafeMutableRawBufferPointer) throws(CaptureError) -> Int {
    while true {
      try awaitInput()
      let count = unsafe Glibc.read(descriptor, output.baseAddress, output.count)
      if count >= 0 {
        consumed += count
        return count
      }
      if errno == EINTR || errno == EAGAIN { continue }
      throw consumed > 0
        ? .brokenOff(path: path, offset: consumed, number: errno) : Self.error(path, "read", errno)
    }
  }

  /// Waits until there is something to read, as there always is of a regular file, or the end, or the wish to stop.
  private func awaitInput() throws(CaptureError) {
    var interests = (Self.interest(in: stop), Self.interest(in: descriptor))
    let count = size == nil ? 2 : 1
    unsafe withUnsafeMutableBytes(of: &interests) { bytes in
      let first = unsafe bytes.assumingMemoryBound(to: pollfd.self).baseAddress
      while unsafe poll(first, nfds_t(count), count == 1 ? 0 : -1) < 0, errno == EINTR {}
    }
    if interests.0.revents != 0 { throw .interrupted(path: path) }
  }

  private static func interest(in descriptor: Int32) -> pollfd {
    pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  }

  private static func error(_ path: String, _ operation: String, _ number: Int32) -> CaptureError {
    switch number {
    case ENOENT, ENOTDIR: .noSuchFile(path: path)
    case EACCES, EPERM: .notPermitted(path: path)
    case EISDIR: .isFolder(path: path)
    default: .system(path: path, operation: operation, number: number)
    }
  }
}
