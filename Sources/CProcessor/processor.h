#ifndef CPROCESSOR_H
#define CPROCESSOR_H

#include <stdint.h>

/* What Swift cannot say to the processor, nor keep from the compiler. */

/* Asks for a line of the cache without waiting for it. Any address will do. */
static inline __attribute__((always_inline)) void cprocessor_prefetch_for_reading(const void *address) {
  __builtin_prefetch(address, 0, 3);
}

/* Also takes the line away from other cores. */
static inline __attribute__((always_inline)) void cprocessor_prefetch_for_writing(const void *address) {
#if defined(__x86_64__)
  /* The compiler says it only where it knows the processor; one that does not have it does nothing. */
  __asm__ volatile("prefetchw %0" : : "m"(*(const char *)address));
#else
  __builtin_prefetch(address, 1, 3);
#endif
}

/* The same number, of which the compiler knows nothing: it would see the condition in a mask, and make a jump of it. */
static inline __attribute__((always_inline)) uint64_t cprocessor_opaque(uint64_t number) {
  __asm__("" : "+r"(number));
  return number;
}

#endif
