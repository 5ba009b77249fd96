#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
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

static const int interruption_signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { INTERRUPTIONS = sizeof interruption_signals / sizeof *interruption_signals };

/* nohup(1) asks that a hangup be ignored. Of a SIGINT nobody does: shells let background jobs ignore it, and scripts send it
   to end them, as they end tcpdump(8). */
static int is_to_be_ignored(int number) {
  struct sigaction action;
  return number == SIGHUP && sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void interruptions(sigset_t *set) {
  sigemptyset(set);
  for (int index = 0; index < INTERRUPTIONS; index++)
    if (!is_to_be_ignored(interruption_signals[index])) sigaddset(set, interruption_signals[index]);
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

void clinux_raise_descriptor_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int clinux_make_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void clinux_raise_event(int event) {
  uint64_t one = 1;
  if (write(event, &one, sizeof one) < 0) return;
}

int clinux_has_event(int event) {
  struct pollfd interest = {event, POLLIN, 0};
  return event >= 0 && poll(&interest, 1, 0) > 0;
}

static volatile sig_atomic_t interruption_event = -1;

static void note_interruption(int number) {
  (void)number;
  int saved = errno;
  if (interruption_event >= 0) clinux_raise_event(interruption_event);
  errno = saved;
}

void clinux_catch_interruption(int event) {
  if (event < 0) return;
  interruption_event = event;
  clinux_unblock_interruption();
  struct sigaction action = {0};
  action.sa_handler = note_interruption;
  action.sa_flags = SA_RESTART | SA_RESETHAND;
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < INTERRUPTIONS; index++)
    if (!is_to_be_ignored(interruption_signals[index])) sigaction(interruption_signals[index], &action, NULL);
}

void clinux_release_interruption(void) {
  for (int index = 0; index < INTERRUPTIONS; index++)
    if (!is_to_be_ignored(interruption_signals[index])) signal(interruption_signals[index], SIG_DFL);
  interruption_event = -1;
}

static void describe(int descriptor, char path[32]) { snprintf(path, 32, "/proc/self/fd/%d", descriptor); }

int clinux_open_unnamed(const char *folder, unsigned mode) {
  int descriptor = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
  if (descriptor < 0) return -1;
  char path[32];
  describe(descriptor, path);
  if (access(path, F_OK) == 0) return descriptor;
  close(descriptor);
  return -1;
}

int clinux_name(int descriptor, const char *path) {
  char own[32];
  describe(descriptor, own);
  return linkat(AT_FDCWD, own, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

void clinux_keep_freed_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 128 << 20);
}

void clinux_return_freed_memory(void) { malloc_trim(0); }
