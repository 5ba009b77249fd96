#ifndef CPREFETCH_H
#define CPREFETCH_H

/* One instruction that Swift cannot say: asks for a line of the cache without waiting for it. Any address will do. */

static inline __attribute__((always_inline)) void cprefetch_for_reading(const void *address) {
  __builtin_prefetch(address, 0, 3);
}

/* Also takes the line away from other cores. */
static inline __attribute__((always_inline)) void cprefetch_for_writing(const void *address) {
#if defined(__x86_64__)
  /* The compiler says it only where it knows the processor; one that does not have it does nothing. */
  __asm__ volatile("prefetchw %0" : : "m"(*(const char *)address));
#else
  __builtin_prefetch(address, 1, 3);
#endif
}

#endif
