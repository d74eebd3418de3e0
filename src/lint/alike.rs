//! What several files say alike, found by hash: only what may be the same is sorted and compared by its letters.

use std::collections::BTreeMap;

use rayon::prelude::*;

/// Of things in order, those with the same key, two and more together, each group in order and the groups by their first.
/// A hash stands for a key, which is made only where several have the hash.
pub fn alike<T: Copy + Ord + Send>(mut said: Vec<(u64, T)>, key: impl Fn(T) -> String) -> Vec<Vec<T>> {
    keep_repeated(&mut said);
    said.par_sort_by_key(|(hash, _)| *hash);
    let mut groups = Vec::new();
    for same in said.chunk_by(|one, two| one.0 == two.0).filter(|same| same.len() > 1) {
        let mut by_key: BTreeMap<String, Vec<T>> = BTreeMap::new();
        for (_, thing) in same {
            by_key.entry(key(*thing)).or_default().push(*thing);
        }
        groups.extend(by_key.into_values().filter(|group| group.len() > 1));
    }
    groups.sort_unstable();
    groups
}

/// Leaves out what surely nothing else has the hash of. Nearly everything is, so this costs less than sorting all.
fn keep_repeated<T>(said: &mut Vec<(u64, T)>) {
    let bits = (said.len() * 16).next_power_of_two().max(64);
    // The upper bits of a product depend on all bits of the hash.
    let slot = |hash: u64| (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits.ilog2())) as usize;
    let (mut once, mut again) = (vec![0_u64; bits / 64], vec![0_u64; bits / 64]);
    for (hash, _) in said.iter() {
        let (word, bit) = (slot(*hash) / 64, 1 << (slot(*hash) % 64));
        again[word] |= once[word] & bit;
        once[word] |= bit;
    }
    said.retain(|(hash, _)| again[slot(*hash) / 64] & (1 << (slot(*hash) % 64)) != 0);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_has_a_key_in_common_is_together_though_hashes_collide(
            keys in proptest::collection::vec(0_u8..40, 0..60), hashes in 1_u64..50
        ) {
            let said = keys.iter().enumerate().map(|(at, key)| (u64::from(*key) % hashes, at)).collect();
            let mut expected: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
            for (at, key) in keys.iter().enumerate() {
                expected.entry(*key).or_default().push(at);
            }
            let mut expected: Vec<Vec<usize>> = expected.into_values().filter(|group| group.len() > 1).collect();
            expected.sort();
            prop_assert_eq!(alike(said, |at| keys[at].to_string()), expected);
        }
    }
}
