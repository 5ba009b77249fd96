/* Lets the thread sanitizer see the lock of Swift's Mutex.

   Where a Mutex is free, its compare-and-exchange is inlined into the caller and instrumented. Where somebody waits, the
   library asks the kernel (FUTEX_LOCK_PI), which hands the lock over where no sanitizer looks: what stands behind the
   lock then seems unguarded. These two stand before the library's and say what it does. `sanitize` links them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SELF __attribute__((swift_context))
#define METHOD __attribute__((swiftcall))

/* Synchronization._MutexHandle._lockSlow(UInt32) and ._unlockSlow(). */
#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef METHOD void lock_method(uint32_t thread, SELF void *handle);
typedef METHOD void unlock_method(SELF void *handle);

METHOD void lock_slow(uint32_t thread, SELF void *handle) __asm__(LOCK_SLOW);
METHOD void unlock_slow(SELF void *handle) __asm__(UNLOCK_SLOW);

static void *original(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) abort();
  return found;
}

METHOD void lock_slow(uint32_t thread, SELF void *handle) {
  ((lock_method *)original(LOCK_SLOW))(thread, handle);
  __tsan_acquire(handle);
}

METHOD void unlock_slow(SELF void *handle) {
  __tsan_release(handle);
  ((unlock_method *)original(UNLOCK_SLOW))(handle);
}
