using TradeML.Data.Queue;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Queue;

/// <summary>The queue's rules on a plain list: slow and obvious.</summary>
public sealed class QueueModel
{
    public const int MaxAttempts = 3;

    public List<Entry> Tasks { get; } = [];

    public UpsertOutcome Upsert(NewTask task, DateTime now)
    {
        var key = $"{task.Symbol}|{task.End:yyyyMMdd}|{task.Kind}";
        if (Tasks.Find(t => t.Key == key) is not { } known)
        {
            Tasks.Add(
                new Entry
                {
                    Key = key, Kind = task.Kind, Priority = task.Priority, Created = now,
                    Order = Tasks.Count
                });
            return UpsertOutcome.Added;
        }

        if (known.State is TaskState.Pending or TaskState.Leased) return UpsertOutcome.Kept;
        (known.State, known.Attempts, known.NotBefore, known.Created) = (TaskState.Pending, 0, null, now);
        known.Generation++;
        return UpsertOutcome.Revived;
    }

    public Entry? Lease(IReadOnlyList<TaskKind> kinds, string owner, DateTime now, TimeSpan ttl)
    {
        foreach (var expired in Tasks.Where(t => t.State == TaskState.Leased && t.Expires <= now))
            expired.State = expired.Attempts >= MaxAttempts ? TaskState.Failed : TaskState.Pending;
        var next = Tasks.Where(t => t.State == TaskState.Pending && kinds.Contains(t.Kind) && !(t.NotBefore > now))
            .OrderBy(t => t.Priority).ThenBy(t => t.Created).ThenBy(t => t.Order).FirstOrDefault();
        if (next is null) return null;
        (next.State, next.Owner, next.Expires) = (TaskState.Leased, owner, now + ttl);
        next.Attempts++;
        return next;
    }

    public Entry? Held(string owner) => Tasks.Find(t => t.State == TaskState.Leased && t.Owner == owner);

    public sealed class Entry
    {
        public required string Key { get; init; }

        public TaskKind Kind { get; init; }

        public int Priority { get; init; }

        public int Order { get; init; }

        public DateTime Created { get; set; }

        public TaskState State { get; set; }

        public string? Owner { get; set; }

        public DateTime Expires { get; set; }

        public DateTime? NotBefore { get; set; }

        public int Attempts { get; set; }

        public int Generation { get; set; }
    }
}
