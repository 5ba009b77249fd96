/* One system call with a deadline, recorded around the real call; in this thread or in a forked child. */
#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static void interrupt_only(int number) { (void)number; }

void clinux_prepare_deadlines(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = interrupt_only; /* without SA_RESTART: the call returns EINTR */
  sigaction(SIGALRM, &action, NULL);
}

void clinux_hold_sigpipe(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static int64_t now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static int take_sigpipe(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  struct timespec none = {0, 0};
  return sigtimedwait(&set, NULL, &none) == SIGPIPE;
}

/* The timer repeats, so that a signal that came just before the call began is not the only one. */
static int arm(timer_t *timer, int milliseconds) {
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = SIGALRM;
  event.sigev_notify_thread_id = clinux_tid();
  if (timer_create(CLOCK_MONOTONIC, &event, timer) != 0) return 0;
  struct itimerspec when = {
      .it_value = {.tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000},
      .it_interval = {.tv_sec = 0, .tv_nsec = 50000000}};
  return timer_settime(*timer, 0, &when, NULL) == 0;
}

void clinux_perform(struct clinux_call *call) {
  timer_t timer;
  int armed = call->deadline > 0 && arm(&timer, call->deadline);
  int64_t *a = call->arguments;
  int64_t began = now(CLOCK_MONOTONIC);
  call->process = (int32_t)getpid();
  call->thread = clinux_tid();
  take_sigpipe();
  __atomic_store_n(&call->entered, 1, __ATOMIC_SEQ_CST);
  errno = 0;
  call->start_time = now(CLOCK_REALTIME);
  int64_t result = syscall(call->number, a[0], a[1], a[2], a[3], a[4], a[5]);
  int error = errno;
  call->end_time = now(CLOCK_REALTIME);
  call->result = result;
  call->error = result == -1 ? error : 0;
  call->raised_sigpipe = take_sigpipe();
  int64_t lasted = (now(CLOCK_MONOTONIC) - began) / 1000000;
  call->expired = call->error == EINTR && call->deadline > 0 && lasted >= call->deadline;
  if (armed) timer_delete(timer);
  __atomic_store_n(&call->done, 1, __ATOMIC_SEQ_CST);
}

int clinux_has_entered(const struct clinux_call *call) { return __atomic_load_n(&call->entered, __ATOMIC_ACQUIRE); }

int clinux_is_done(const struct clinux_call *call) { return __atomic_load_n(&call->done, __ATOMIC_ACQUIRE); }

static void *perform_in_thread(void *call) {
  clinux_perform(call);
  return NULL;
}

int clinux_start(struct clinux_call *call, uint64_t *thread) {
  pthread_t started;
  int error = pthread_create(&started, NULL, perform_in_thread, call);
  *thread = (uint64_t)started;
  return error;
}

int clinux_join(uint64_t thread) { return pthread_join((pthread_t)thread, NULL); }

struct start {
  void (*body)(void *);
  void *context;
};

static void *run_body(void *context) {
  struct start start = *(struct start *)context;
  free(context);
  start.body(start.context);
  return NULL;
}

int clinux_start_thread(void (*body)(void *), void *context) {
  struct start *start = malloc(sizeof *start);
  if (!start) return ENOMEM;
  start->body = body;
  start->context = context;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  int error = pthread_create(&thread, &attributes, run_body, start);
  pthread_attr_destroy(&attributes);
  if (error) free(start);
  return error;
}

int clinux_interrupt(int thread) { return (int)syscall(SYS_tgkill, getpid(), thread, SIGALRM); }

static void serve(int channel) {
  for (;;) {
    uint64_t address;
    ssize_t count = read(channel, &address, sizeof address);
    if (count < 0 && errno == EINTR) continue;
    if (count != sizeof address) _exit(0);
    struct clinux_call *call = (struct clinux_call *)(uintptr_t)address;
    clinux_perform(call);
    if (write(channel, &address, sizeof address) != sizeof address) _exit(0);
  }
}

pid_t clinux_fork_caller(int channel) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child != 0) return child;
  /* Only async-signal-safe calls from here on: other threads of the parent may hold any lock. */
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  if (channel != 3) {
    dup2(channel, 3);
    channel = 3;
  }
  clinux_close_from(4);
  /* The program ignores it; the child may be asked to let it through. */
  signal(SIGPIPE, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  sigprocmask(SIG_SETMASK, &set, NULL);
  prctl(PR_SET_NAME, "rstscope-server", 0, 0, 0);
  serve(channel);
  return 0;
}
