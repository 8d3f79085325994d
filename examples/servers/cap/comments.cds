@path: '/comments'
service CommentsService {
  @cds.query.limit: { default: 20, max: 1000 }
  @readonly entity Comments {
    key id : Integer;
    name   : String;
  }
}
