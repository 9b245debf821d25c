//! Which part of a mailing this run prints, when several machines share the work.

use std::fmt;

/// A part: the files whose number has the same remainder when divided by the number of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    /// The number of the part, from 1.
    pub index: usize,
    /// The number of parts.
    pub count: usize,
}

/// The argument of `--shard`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShardArgument {
    /// The named part.
    This(Shard),
    /// The part that the environment names. The number is used if the environment has no number of parts.
    Auto(Option<usize>),
}

/// The maximum number of parts.
const MOST: usize = 100_000;

impl Shard {
    /// Whether the file at this place in the plan belongs to the part.
    pub fn has(self, file: usize) -> bool {
        file % self.count == self.index - 1
    }

    fn new(index: usize, count: usize) -> Option<Self> {
        (1..=MOST).contains(&count).then_some(())?;
        (1..=count).contains(&index).then_some(Self { index, count })
    }

    /// The name of its manifest.
    pub fn manifest(self) -> String {
        format!("manifest-{}-of-{}.csv", self.index, self.count)
    }

    /// The part whose manifest has this name.
    pub fn of_manifest(name: &str) -> Option<Self> {
        let (index, count) = name.strip_prefix("manifest-")?.strip_suffix(".csv")?.split_once("-of-")?;
        let shard = Self::new(index.parse().ok()?, count.parse().ok()?)?;
        (shard.manifest() == name).then_some(shard)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

/// Reads `I/N`, `auto` or `auto/N`.
///
/// # Errors
///
/// A description of valid values.
pub fn parse(text: &str) -> Result<ShardArgument, String> {
    let expected = "write the part and the number of parts, from 1/4 to 4/4, or `auto`";
    if text == "auto" {
        return Ok(ShardArgument::Auto(None));
    }
    let (index, count) = text.split_once('/').ok_or(expected)?;
    let count: usize = count.parse().ok().filter(|count| (1..=MOST).contains(count)).ok_or(expected)?;
    if index == "auto" {
        return Ok(ShardArgument::Auto(Some(count)));
    }
    let shard = Shard::new(index.parse().map_err(|_| expected)?, count);
    shard.map(ShardArgument::This).ok_or_else(|| expected.to_owned())
}

/// The part that the engine of a cluster has named in the environment: a task of a Slurm job array,
/// or an indexed Job of Kubernetes, whose manifest must give the number too.
///
/// # Errors
///
/// A description of the variable that is missing or invalid.
pub fn from_environment(count: Option<usize>, variable: &dyn Fn(&str) -> Option<String>) -> Result<Shard, String> {
    let number = |name: &str| -> Result<Option<usize>, String> {
        let Some(value) = variable(name) else { return Ok(None) };
        value.parse().map(Some).map_err(|_| format!("`{name}` is `{value}`, which is not a number"))
    };
    let (index, named, counted_by) = if let Some(task) = number("SLURM_ARRAY_TASK_ID")? {
        let least = number("SLURM_ARRAY_TASK_MIN")?.unwrap_or(1);
        let step = number("SLURM_ARRAY_TASK_STEP")?.unwrap_or(1).max(1);
        let index = task.checked_sub(least).map(|past| past / step + 1);
        (index, number("SLURM_ARRAY_TASK_COUNT")?, "SLURM_ARRAY_TASK_COUNT")
    } else if let Some(index) = number("JOB_COMPLETION_INDEX")? {
        (index.checked_add(1), number("JOB_COMPLETION_COUNT")?, "JOB_COMPLETION_COUNT")
    } else {
        return Err("neither `SLURM_ARRAY_TASK_ID` nor `JOB_COMPLETION_INDEX` is set".to_owned());
    };
    let count = count.or(named).ok_or_else(|| format!("`{counted_by}` is not set; use `--shard auto/N`"))?;
    let shard = index.and_then(|index| Shard::new(index, count));
    shard.ok_or_else(|| format!("the task number is not one of the {count} parts"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_by_its_number_from_one() {
        assert_eq!(parse("2/4"), Ok(ShardArgument::This(Shard { index: 2, count: 4 })));
        assert_eq!(parse("auto"), Ok(ShardArgument::Auto(None)));
        assert_eq!(parse("auto/8"), Ok(ShardArgument::Auto(Some(8))));
        for text in ["0/4", "5/4", "1/0", "1", "", "a/b", "-1/4", "1/4/2"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_parts_are_disjoint_and_complete() {
        for count in 1..=7 {
            for file in 0..20 {
                let having = (1..=count).filter(|index| Shard { index: *index, count }.has(file)).count();
                assert_eq!(having, 1);
            }
        }
    }

    #[test]
    fn engines_name_the_part() {
        let from = |count, set: &[(&str, &str)]| {
            let variable =
                |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            from_environment(count, &variable).map(|shard| shard.to_string())
        };
        let slurm = |id, min, count| {
            from(None, &[("SLURM_ARRAY_TASK_ID", id), ("SLURM_ARRAY_TASK_MIN", min), ("SLURM_ARRAY_TASK_COUNT", count)])
        };
        assert_eq!(slurm("1", "1", "4"), Ok("1/4".to_owned()));
        assert_eq!(slurm("3", "0", "4"), Ok("4/4".to_owned()));
        assert!(slurm("9", "0", "4").is_err() && slurm("x", "0", "4").is_err());
        let kubernetes = [("JOB_COMPLETION_INDEX", "0"), ("JOB_COMPLETION_COUNT", "3")];
        assert_eq!(from(None, &kubernetes), Ok("1/3".to_owned()));
        assert_eq!(from(Some(5), &kubernetes[..1]), Ok("1/5".to_owned()));
        assert!(from(None, &kubernetes[..1]).is_err() && from(None, &[]).is_err());
    }

    #[test]
    fn a_manifest_names_its_part() {
        let shard = Shard { index: 2, count: 12 };
        assert_eq!(Shard::of_manifest(&shard.manifest()), Some(shard));
        for name in ["manifest.csv", "manifest-13-of-12.csv", "manifest-02-of-12.csv", "manifest-a-of-b.csv"] {
            assert_eq!(Shard::of_manifest(name), None, "{name}");
        }
    }
}
