#ifndef CLINUX_H
#define CLINUX_H

/* The few C calls and macros that Swift's Glibc does not show. */

#include <stdint.h>
#include <sys/syscall.h>
#include <sys/types.h>

/* unshare(2) and setns(2): return 0, or -1 with errno. */
int clinux_unshare(int flags);
int clinux_setns(int descriptor, int type);
int clinux_tid(void);

/* Flags for clinux_unshare. */
enum { CLINUX_NEW_USER = 0x10000000, CLINUX_NEW_NETWORK = 0x40000000, CLINUX_FILES = 0x00000400 };

/* One system call, and what was seen around it. Plain memory, so that it may lie in a mapping that a child shares. */
struct clinux_call {
  int64_t number;
  int64_t arguments[6];
  int64_t result;          /* -1 on failure, as the C library says it */
  int64_t start_time;      /* CLOCK_REALTIME before the call, in nanoseconds */
  int64_t end_time;        /* CLOCK_REALTIME after it */
  int32_t error;           /* errno, or 0 */
  int32_t raised_sigpipe;  /* whether the call raised SIGPIPE in this thread */
  int32_t process;
  int32_t thread;
  int32_t deadline;        /* in milliseconds; a call that lasts longer is interrupted */
  int32_t expired;         /* whether it was */
  int32_t entered;         /* becomes 1 just before the call */
  int32_t done;            /* becomes 1 after everything else was written */
};

/* Once in a process, before the first call: a handler that does nothing but interrupt. */
void clinux_prepare_deadlines(void);

/* Once in a thread that makes calls: SIGPIPE stays pending, where clinux_perform finds it. */
void clinux_hold_sigpipe(void);

/* Makes the call with its deadline, and records what was seen. Async-signal-safe. */
void clinux_perform(struct clinux_call *call);

/* How far the call is, for other threads to ask: what was written before is theirs to read once it says so. */
int clinux_has_entered(const struct clinux_call *call);
int clinux_is_done(const struct clinux_call *call);

/* Makes the call in a thread of its own, in the calling thread's namespace and with its descriptors: 0, or an errno.
   `call` must stay where it is until clinux_join has returned. */
int clinux_start(struct clinux_call *call, uint64_t *thread);
int clinux_join(uint64_t thread);

/* Starts a detached thread that runs body(context): 0, or an errno. */
int clinux_start_thread(void (*body)(void *), void *context);

/* Interrupts a thread of this process that sits in clinux_perform. */
int clinux_interrupt(int thread);

/* Forks a child that makes the calls whose addresses (8 bytes each, in memory that both share) arrive on `channel`,
   and answers each address when it is done. It holds no other descriptor and dies with its parent thread.
   Returns the child's pid, or -1 with errno. */
pid_t clinux_fork_caller(int channel);

/* In a child just made by clone or fork: closes every descriptor from `first` on. */
int clinux_close_from(unsigned first);

/* A file in memory, closed at exec: a descriptor, or -1 with errno. */
int clinux_memory_file(const char *name);

/* Starts a program on the calling thread: `count` words, each ended by NUL, one after the other; standard output and
   error go to `output`, the environment holds only PATH and LC_ALL. Returns 0, or an errno. */
int clinux_spawn(const char *path, const char *words, int count, int output, pid_t *child);

/* A network interface of the calling thread's namespace is brought up: 0, or -1 with errno. */
int clinux_bring_up(const char *interface);

/* Destroys one TCP socket of the calling thread's namespace (SOCK_DESTROY, what `ss -K` does).
   Addresses and ports in network byte order; family AF_INET or AF_INET6. Returns 0, or -1 with errno. */
int clinux_destroy_socket(int family, const void *local, uint16_t local_port, const void *remote, uint16_t remote_port);

/* Destroys every TCP socket of the calling thread's namespace, orphans and TIME-WAIT among them: how many, or -1 with
   errno. Never to be called in a namespace that is not the caller's own. */
int clinux_destroy_sockets(void);

/* A tracefs mount that has no place in any directory tree and ends with its descriptor: a descriptor, or -1. */
int clinux_mount_tracefs(void);

/* Restricts the calling thread to one processor (-1: gives back what `clinux_save_processors` kept). */
int clinux_run_on(int processor);
int clinux_allowed_processors(int *list, int capacity);

/* From now on, memory that is given back is kept for what is asked for next: lists that grow would else leave theirs to the
   kernel each time, and touch new pages (`man 3 mallopt`). */
void clinux_keep_freed_memory(void);
/* Gives what was kept to the kernel (`man 3 malloc_trim`). */
void clinux_return_freed_memory(void);

/* The numbers of the calls that a scenario makes; they differ between machines. */
enum {
  CLINUX_READ = SYS_read, CLINUX_WRITE = SYS_write, CLINUX_READV = SYS_readv, CLINUX_WRITEV = SYS_writev,
  CLINUX_RECVFROM = SYS_recvfrom, CLINUX_SENDTO = SYS_sendto, CLINUX_RECVMSG = SYS_recvmsg,
  CLINUX_SENDMSG = SYS_sendmsg, CLINUX_SENDFILE = SYS_sendfile, CLINUX_SPLICE = SYS_splice, CLINUX_PPOLL = SYS_ppoll,
  CLINUX_SOCKET = SYS_socket, CLINUX_BIND = SYS_bind, CLINUX_LISTEN = SYS_listen, CLINUX_CONNECT = SYS_connect,
  CLINUX_ACCEPT = SYS_accept4, CLINUX_SHUTDOWN = SYS_shutdown, CLINUX_CLOSE = SYS_close,
  CLINUX_GETSOCKOPT = SYS_getsockopt, CLINUX_SETSOCKOPT = SYS_setsockopt, CLINUX_GETPEERNAME = SYS_getpeername,
  CLINUX_GETSOCKNAME = SYS_getsockname, CLINUX_IOCTL = SYS_ioctl, CLINUX_FCNTL = SYS_fcntl, CLINUX_DUP = SYS_dup,
  CLINUX_EPOLL_CREATE = SYS_epoll_create1, CLINUX_EPOLL_CTL = SYS_epoll_ctl, CLINUX_EPOLL_WAIT = SYS_epoll_pwait,
  CLINUX_MEMFD = SYS_memfd_create, CLINUX_FTRUNCATE = SYS_ftruncate, CLINUX_PIPE = SYS_pipe2,
  CLINUX_SIGNAL_MASK = SYS_rt_sigprocmask
};

/* Blocks SIGINT, SIGTERM and SIGHUP (unless nohup has it ignored) in the calling thread and all that it starts later; lets them
   through again; waits for one of them; ends the process by one as if nobody had caught it. */
void clinux_block_interruption(void);
void clinux_unblock_interruption(void);
int clinux_wait_interruption(void);
void clinux_die_of(int number);

/* Lets this process have as many descriptors as it may. */
void clinux_raise_descriptor_limit(void);

/* Something that a thread or a signal handler can say and others can wait for beside what they read: a descriptor that
   becomes readable, or -1 with errno; says it; whether it was said. */
int clinux_make_event(void);
void clinux_raise_event(int event);
int clinux_has_event(int event);

/* From now on the first SIGINT, SIGTERM or SIGHUP (unless nohup has it ignored) raises the event, also
   where the process was started with them blocked, and a second one of the kind ends the process; after release each ends it
   again. For one event at a time. */
void clinux_catch_interruption(int event);
void clinux_release_interruption(void);

/* A file in a folder that has no name yet, for writing: a descriptor, or -1 where there is no such thing, or it could not
   be named later. What never was named is gone with its descriptor. */
int clinux_open_unnamed(const char *folder, unsigned mode);

/* Names it; nothing may bear that name: 0, or -1 with errno. */
int clinux_name(int descriptor, const char *path);

#endif
