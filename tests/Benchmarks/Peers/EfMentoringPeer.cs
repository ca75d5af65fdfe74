using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>
/// Mentoring as one would write it with EF Core: each command is one serializable transaction, tried again when the database reports a
/// conflict. It keeps every promise of ours: three mentees, six meetings, a mentor's ten hours, both signatures, one meeting at a time
/// for each person, one answer for each command id, one audit entry for each change.
/// </summary>
internal sealed class EfMentoringPeer
{
    public const int Clients = 64;

    private const int MenteesMax = 3;
    private const int MeetingsMax = 6;
    private const int AttemptsMax = 200;
    private const string Yes = "yes";
    private const int Slots = 20 * 12;
    private const int MinutesOfMeeting = 30;
    private const int MinutesOfTraining = 60;
    private const int LedgerMinutesMax = 600;

    private readonly DbContextOptions<MentoringDb> options;
    private readonly int mentors;
    private readonly int mentees;

    private EfMentoringPeer(DbContextOptions<MentoringDb> options, int mentors, int mentees) =>
        (this.options, this.mentors, this.mentees) = (options, mentors, mentees);

    public static async Task<EfMentoringPeer> Create(Postgres server, int mentors, int mentees)
    {
        var connection = await server.NewDatabase();
        await Postgres.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"""
            create table mentee (id int primary key, mentor int, signatures int not null default 0);
            create index mentee_mentor on mentee (mentor);
            create table meeting (id uuid primary key, mentee int not null, mentor int not null, slot int not null);
            create index meeting_mentee on meeting (mentee);
            create index meeting_mentor on meeting (mentor, slot);
            create table engagement (person int not null, slot int not null, meeting uuid not null, primary key (person, slot));
            create index engagement_meeting on engagement (meeting);
            create table command (id uuid primary key, answer text not null);
            create table audit (id uuid primary key, at timestamptz not null, actor int not null,
                command uuid not null, kind text not null, body text not null);
            insert into mentee (id) select n from generate_series(0, {mentees - 1}) n;
            """));
        await Postgres.Execute(connection, "vacuum analyze mentee");
        var pooled = new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = Clients, MaxAutoPrepare = 40 }.ConnectionString;
        return new EfMentoringPeer(new DbContextOptionsBuilder<MentoringDb>().UseNpgsql(pooled).Options, mentors, mentees);
    }

    /// <summary>One command of the same mix as ours.</summary>
    public async ValueTask Run(long number)
    {
        var command = Guid.NewGuid();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var db = new MentoringDb(options);
                await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable);
                await Answer(db, command, new Random(HashCode.Combine(0, number)));
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                return;
            }
            catch (Exception conflict) when (attempt < AttemptsMax && IsConflict(conflict))
            {
                // Again, as the database asks.
            }
        }
    }

    /// <summary>Whether every limit and promise was kept.</summary>
    public async Task<bool> IsClean()
    {
        await using var db = new MentoringDb(options);
        return !await db.Mentees.Where(mentee => mentee.Mentor != null).GroupBy(mentee => mentee.Mentor)
            .AnyAsync(group => group.Count() > MenteesMax)
            && !await db.Meetings.GroupBy(meeting => meeting.Mentee).AnyAsync(group => group.Count() > MeetingsMax)
            && !await db.Meetings.GroupBy(meeting => new { meeting.Mentor, meeting.Slot }).AnyAsync(group => group.Count() > 1)
            && await db.Engagements.CountAsync() == 2 * await db.Meetings.CountAsync()
            && await db.Commands.CountAsync(one => one.Answer == Yes) == await db.Audits.CountAsync();
    }

    private async Task Answer(MentoringDb db, Guid command, Random random)
    {
        if (await db.Commands.AnyAsync(one => one.Id == command)) return;
        var (kind, answer) = await Decide(db, random);
        db.Add(new Command(command, answer));
        if (answer == Yes) db.Add(new Audit(Guid.CreateVersion7(), DateTime.UtcNow, db.Actor, command, kind, "{}"));
    }

    /// <returns>What was done or tried, and the answer.</returns>
    private async Task<(string Kind, string Answer)> Decide(MentoringDb db, Random random)
    {
        var id = db.Actor = random.Next(mentees);
        var mentee = await db.Mentees.SingleAsync(one => one.Id == id);
        if (mentee.Mentor is not { } mentor)
        {
            mentor = random.Next(mentors);
            if (await db.Mentees.CountAsync(one => one.Mentor == mentor) >= MenteesMax) return ("match", "mentor-full");
            mentee.Mentor = mentor;
            return ("match", Yes);
        }

        if (mentee.Signatures < 2)
        {
            mentee.Signatures++;
            return ("sign", Yes);
        }

        var meetings = await db.Meetings.Where(meeting => meeting.Mentee == id).ToListAsync();
        switch (random.Next(100))
        {
            case < 2:
                db.RemoveRange(meetings);
                await Disengage(db, meetings);
                (mentee.Mentor, mentee.Signatures) = (null, 0);
                return ("end", Yes);
            case < 22 when meetings.Count > 0:
                var cancelled = meetings[random.Next(meetings.Count)];
                db.Remove(cancelled);
                await Disengage(db, [cancelled]);
                return ("cancel", Yes);
            case < 45 when meetings.Count > 0:
                var (moved, to) = (meetings[random.Next(meetings.Count)], random.Next(Slots));
                if (await IsTaken(db, id, mentor, to)) return ("move", "slot-taken");
                await Disengage(db, [moved]);
                moved.Slot = to;
                Engage(db, moved);
                return ("move", Yes);
            case < 48:
                return ("tick", Yes);
            default:
                var slot = random.Next(Slots);
                if (meetings.Count >= MeetingsMax) return ("book", "meetings-used-up");
                if (await IsTaken(db, id, mentor, slot)) return ("book", "slot-taken");
                var minutes = MinutesOfTraining + MinutesOfMeeting * (1 + await db.Meetings.CountAsync(one => one.Mentor == mentor));
                if (minutes > LedgerMinutesMax) return ("book", "ledger-full");
                var meeting = new Meeting(Guid.CreateVersion7(), id, mentor) { Slot = slot };
                db.Add(meeting);
                Engage(db, meeting);
                return ("book", Yes);
        }
    }

    /// <summary>Mentors and mentees have one agenda each: mentees by their number, mentors by theirs after those.</summary>
    private void Engage(MentoringDb db, Meeting meeting)
    {
        db.Add(new Engagement(meeting.Mentee, meeting.Slot, meeting.Id));
        db.Add(new Engagement(mentees + meeting.Mentor, meeting.Slot, meeting.Id));
    }

    private static async Task Disengage(MentoringDb db, List<Meeting> meetings)
    {
        if (meetings.Count == 0) return;
        var ids = meetings.ConvertAll(meeting => meeting.Id);
        db.RemoveRange(await db.Engagements.Where(one => ids.Contains(one.Meeting)).ToListAsync());
    }

    private Task<bool> IsTaken(MentoringDb db, int mentee, int mentor, int slot) =>
        db.Engagements.AnyAsync(one => one.Slot == slot && (one.Person == mentee || one.Person == mentees + mentor));

    private static bool IsConflict(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        || (exception.InnerException is { } inner && IsConflict(inner));

    private sealed class MentoringDb(DbContextOptions<MentoringDb> options) : DbContext(options)
    {
        /// <summary>Who gives the command.</summary>
        public int Actor { get; set; }

        public DbSet<Mentee> Mentees => Set<Mentee>();

        public DbSet<Meeting> Meetings => Set<Meeting>();

        public DbSet<Engagement> Engagements => Set<Engagement>();

        public DbSet<Command> Commands => Set<Command>();

        public DbSet<Audit> Audits => Set<Audit>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Engagement>().HasKey(it => new { it.Person, it.Slot });
            LowerCaseNames.Apply(modelBuilder);
        }
    }

    private sealed record Mentee(int Id)
    {
        public int? Mentor { get; set; }
        public int Signatures { get; set; }
    }

    private sealed record Meeting(Guid Id, int Mentee, int Mentor)
    {
        public int Slot { get; set; }
    }

    private sealed record Engagement(int Person, int Slot, Guid Meeting);

    private sealed record Command(Guid Id, string Answer);

    private sealed record Audit(Guid Id, DateTime At, int Actor, Guid Command, string Kind, string Body);
}
