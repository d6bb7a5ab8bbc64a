/* Exact numbers of any size this engine admits: integers of up to WIDE_LIMBS 64-bit limbs (on GMP's
 * mpn functions, which allocate nothing) and fractions of them. What the vector kernels cannot prove
 * to fit, and everything that is explained to a person, is computed here. */
#ifndef CHUAN_BASE_WIDE_H
#define CHUAN_BASE_WIDE_H

#include <stddef.h>
#include <stdint.h>

#define WIDE_LIMBS 40  /* 2,560 bits: results up to WIDE_BITS stay exact with room for cross products */
#define WIDE_BITS 1024 /* the rulebook refuses a formula whose numerator or denominator could pass it */

struct wide { /* sign and magnitude; zero has used == 0 and negative == 0 */
  uint16_t used;
  uint8_t negative;
  uint8_t overflow; /* sticky: the true result did not fit; comparing it is a programming error */
  uint64_t limbs[WIDE_LIMBS];
};

void wide_set(struct wide *out, int64_t value);
void wide_copy(struct wide *out, const struct wide *a); /* copies only the used limbs */
void wide_add(struct wide *out, const struct wide *a, const struct wide *b);
void wide_subtract(struct wide *out, const struct wide *a, const struct wide *b);
void wide_multiply(struct wide *out, const struct wide *a, const struct wide *b);
void wide_power_of_ten(struct wide *out, unsigned exponent);
void wide_power(struct wide *out, const struct wide *a, unsigned exponent);
int wide_compare(const struct wide *a, const struct wide *b); /* <0, 0, >0 */
int wide_sign(const struct wide *a);
unsigned wide_bit_length(const struct wide *a);
/* Floor division by b != 0: quotient rounded towards minus infinity; remainder has the sign of b. */
void wide_divide_floor(struct wide *quotient, struct wide *remainder, const struct wide *a,
                       const struct wide *b);
int wide_to_int64(const struct wide *a, int64_t *out); /* 0 when it does not fit */
/* |a| * |b| against |c| * |d|: <0, 0, >0. The products may be twice as long as a wide. */
int wide_magnitudes_compare(const struct wide *a, const struct wide *b, const struct wide *c,
                            const struct wide *d);
/* Divides both by their greatest common divisor. */
void wide_reduce(struct wide *a, struct wide *b);
#define WIDE_DIGITS_SIZE 780                                          /* 2^2560 has 771 digits */
size_t wide_digits(const struct wide *a, char out[WIDE_DIGITS_SIZE]); /* of the magnitude; no NUL */

struct rational { /* numerator / denominator, denominator > 0; reduced only when it grows */
  struct wide numerator, denominator;
};

void rational_set(struct rational *out, int64_t scaled, unsigned places); /* scaled / 10^places */
void rational_add(struct rational *out, const struct rational *a, const struct rational *b);
void rational_subtract(struct rational *out, const struct rational *a, const struct rational *b);
void rational_multiply(struct rational *out, const struct rational *a, const struct rational *b);
/* b must not be zero. */
void rational_divide(struct rational *out, const struct rational *a, const struct rational *b);
int rational_compare(const struct rational *a, const struct rational *b);
int rational_sign(const struct rational *a);
void rational_copy(struct rational *out, const struct rational *a);
/* Half up (away from zero at exactly a half: 2.5 -> 3, -2.5 -> -3) to `places` decimals. */
void rational_round(struct rational *out, const struct rational *a, unsigned places);
/* a to the power n against b to the power m, of positive numbers, exactly: <0, 0, >0 in *order; 0 is returned when the
 * powers do not fit. */
int rational_powers_compare(const struct rational *a, unsigned n, const struct rational *b, unsigned m,
                            int *order);
/* The n-th root (n > 0) of a positive number, to `places` decimals, cut off or (with `up`) the next one above; 0 when what
 * it takes does not fit. */
int rational_root(struct rational *out, const struct rational *a, unsigned n, unsigned places, int up);
/* Half-up decimal text with at most `places` decimals, trailing zeros dropped. Truncates to `size`. Returns the length. */
size_t rational_format(const struct rational *a, unsigned places, char *out, size_t size);
/* Reads a decimal literal, [+-]digits[.digits][e[+-]digits], exactly; 0 when it is not one, or when written
 * out without exponent it has more than 60 digits. */
int rational_parse(struct rational *out, const char *text, size_t length);

#endif
