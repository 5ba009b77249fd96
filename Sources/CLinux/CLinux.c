#define _GNU_SOURCE
#include "CLinux.h"

#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int clinux_unshare(int flags) { return unshare(flags); }

int clinux_setns(int descriptor, int type) { return setns(descriptor, type); }

int clinux_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int clinux_tid(void) { return (int)syscall(SYS_gettid); }

int clinux_close_from(unsigned first) { return (int)syscall(SYS_close_range, first, ~0U, 0); }

int clinux_bring_up(const char *interface) {
  int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  struct ifreq request = {0};
  strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
  int result = ioctl(descriptor, SIOCGIFFLAGS, &request);
  if (result == 0) {
    request.ifr_flags |= IFF_UP | IFF_RUNNING;
    result = ioctl(descriptor, SIOCSIFFLAGS, &request);
  }
  close(descriptor);
  return result;
}

int clinux_mount_tracefs(void) {
  /* The new mount calls (since Linux 5.2); raw, for C libraries that do not know them. */
  enum { FSOPEN_CLOEXEC_ = 1, FSCONFIG_CMD_CREATE_ = 6, FSMOUNT_CLOEXEC_ = 1 };
  int context = (int)syscall(SYS_fsopen, "tracefs", FSOPEN_CLOEXEC_);
  if (context < 0) return -1;
  int mount = -1;
  if (syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE_, 0, 0, 0) == 0)
    mount = (int)syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC_, 0);
  close(context);
  return mount;
}

int clinux_allowed_processors(int *list, int capacity) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 0;
  int count = 0;
  for (int processor = 0; processor < CPU_SETSIZE && count < capacity; processor++)
    if (CPU_ISSET(processor, &allowed)) list[count++] = processor;
  return count;
}

int clinux_run_on(int processor) {
  static __thread cpu_set_t before;
  static __thread int saved = 0;
  if (!saved) saved = sched_getaffinity(0, sizeof before, &before) == 0;
  if (processor < 0) return saved ? sched_setaffinity(0, sizeof before, &before) : -1;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(processor, &one);
  return sched_setaffinity(0, sizeof one, &one);
}

static void interruptions(sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGINT);
  sigaddset(set, SIGTERM);
  sigaddset(set, SIGHUP);
}

void clinux_block_interruption(void) {
  sigset_t set;
  interruptions(&set);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
}

void clinux_unblock_interruption(void) {
  sigset_t set;
  interruptions(&set);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

void clinux_die_of(int number) {
  signal(number, SIG_DFL);
  clinux_unblock_interruption();
  kill(getpid(), number);
}

int clinux_wait_interruption(void) {
  sigset_t set;
  interruptions(&set);
  int signal = 0;
  return sigwait(&set, &signal) == 0 ? signal : -1;
}
