// Messages of sockets on behalf of a caller: data go straight between its memory and the socket, name and control data
// lie in the arena. Nothing waits here: what would block is -EAGAIN.
#include "memory.h"
#include "notify.h"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <sys/socket.h>

namespace sbx {
namespace {

// The layout that core/src/syscalls/handlers/network/layout.ts writes: offsets into the arena, lengths and flags.
struct MessageBlock {
  uint32_t name, nameLength, control, controlLength;
  uint32_t parts, partCount; // struct iovec of the caller
  uint32_t flags, skip, limit;
  uint32_t outFlags; // msg_flags of what was received
};

// Memory for the data. MSG_ZEROCOPY keeps the pages: nobody may write to them again, so they are unmapped, not reused.
class Data {
public:
  Data(size_t size, bool kept) : size_(size), mapped_(kept || size > sizeof small_) {
    void* memory = mapped_ ? mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : small_;
    bytes_ = memory == MAP_FAILED ? nullptr : static_cast<uint8_t*>(memory);
  }
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;
  ~Data() {
    if (mapped_ && bytes_ != nullptr) munmap(bytes_, size_);
  }
  bool good() const { return bytes_ != nullptr; }
  uint8_t* bytes() const { return bytes_; }

private:
  size_t size_;
  bool mapped_;
  uint8_t* bytes_;
  uint8_t small_[16384];
};

struct Message {
  MessageBlock* block;
  const iovec* parts;
  size_t size; // bytes that are moved at most, behind `skip`
};

// Reads the block and checks that all it names lies inside the arena.
bool readBlock(const Arena& arena, uint32_t at, Message* message) {
  auto* block = reinterpret_cast<MessageBlock*>(arena.at(at, sizeof(MessageBlock)));
  if (block == nullptr || block->partCount > 1024 || arena.at(block->name, block->nameLength) == nullptr ||
      arena.at(block->control, block->controlLength) == nullptr ||
      arena.at(block->parts, block->partCount * sizeof(iovec)) == nullptr)
    return false;
  message->block = block;
  message->parts = reinterpret_cast<const iovec*>(arena.bytes + block->parts);
  uint64_t total = 0;
  for (uint32_t i = 0; i < block->partCount; i++) total += message->parts[i].iov_len;
  uint64_t left = total > block->skip ? total - block->skip : 0;
  message->size = static_cast<size_t>(left < block->limit ? left : block->limit);
  return true;
}

msghdr headerOf(const Arena& arena, const MessageBlock& block, iovec* part) {
  msghdr header{};
  header.msg_name = block.nameLength == 0 ? nullptr : arena.bytes + block.name;
  header.msg_namelen = block.nameLength;
  header.msg_iov = part;
  header.msg_iovlen = 1;
  header.msg_control = block.controlLength == 0 ? nullptr : arena.bytes + block.control;
  header.msg_controllen = block.controlLength;
  return header;
}

// Copies `size` bytes behind the skipped ones between the caller's parts and `data`.
ssize_t copyParts(pid_t pid, const Message& message, uint8_t* data, size_t size, bool toCaller) {
  size_t skip = message.block->skip, done = 0;
  for (uint32_t i = 0; i < message.block->partCount && done < size; i++) {
    size_t length = message.parts[i].iov_len;
    if (skip >= length) {
      skip -= length;
      continue;
    }
    uint64_t address = reinterpret_cast<uint64_t>(message.parts[i].iov_base) + skip;
    size_t want = std::min(length - skip, size - done);
    ssize_t n = toCaller ? writeMemory(pid, address, data + done, want) : readMemory(pid, address, data + done, want);
    if (n < 0) return n;
    skip = 0;
    done += want;
  }
  return static_cast<ssize_t>(done);
}

} // namespace

// sendMessage(socket, blockOffset): bytes sent, or -errno
Napi::Value Notify::SendMessage(const Napi::CallbackInfo& info) {
  Message message;
  if (!readBlock(arena_, u32(info, 1), &message)) return number(info, -EINVAL);
  Data data(message.size, message.size != 0 && (message.block->flags & MSG_ZEROCOPY) != 0);
  if (!data.good()) return number(info, -ENOBUFS);
  ssize_t copied = copyParts(arena_.pid(), message, data.bytes(), message.size, false);
  if (copied < 0) return number(info, static_cast<int32_t>(copied));
  if (valid() != 0) return number(info, -ENOENT);
  iovec part{data.bytes(), message.size};
  msghdr header = headerOf(arena_, *message.block, &part);
  ssize_t sent;
  do {
    sent = sendmsg(i32(info, 0), &header, static_cast<int>(message.block->flags) | MSG_DONTWAIT | MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return number(info, static_cast<int32_t>(sent < 0 ? -errno : sent));
}

// receiveMessage(socket, blockOffset): bytes received, or -errno; the lengths in the block become those of the answer.
// Descriptors that come along are ours, close-on-exec.
Napi::Value Notify::ReceiveMessage(const Napi::CallbackInfo& info) {
  Message message;
  if (!readBlock(arena_, u32(info, 1), &message)) return number(info, -EINVAL);
  Data data(message.size, false);
  if (!data.good()) return number(info, -ENOBUFS);
  iovec part{data.bytes(), message.size};
  msghdr header = headerOf(arena_, *message.block, &part);
  int flags = static_cast<int>(message.block->flags) | MSG_DONTWAIT | MSG_CMSG_CLOEXEC;
  ssize_t received;
  do {
    received = recvmsg(i32(info, 0), &header, flags);
  } while (received < 0 && errno == EINTR);
  if (received < 0) return number(info, -errno);
  message.block->nameLength = header.msg_namelen;
  message.block->controlLength = static_cast<uint32_t>(header.msg_controllen);
  message.block->outFlags = static_cast<uint32_t>(header.msg_flags);
  size_t there = std::min(static_cast<size_t>(received), message.size); // MSG_TRUNC returns the length that it had
  ssize_t copied = copyParts(arena_.pid(), message, data.bytes(), there, true);
  // The message is gone from the queue; what came along must be closed by whoever reads the control data.
  return number(info, static_cast<int32_t>(copied < 0 ? copied : received));
}

} // namespace sbx
