extension OriginNames {
  static let arabicKurdish = OriginNames(
    men: NameTable(
      """
      Mohammed:900 Ahmed:560 Ali:480 Omar:260 Hassan:250 Hussein:245 Mustafa:235 Ibrahim:230 \
      Abdullah:220 Khalid:200 Yusuf Karwan Rebwar Hemin Aram Dilshad Azad Kamaran Hiwa Barzan Sardar \
      Shwan Rizgar Bakhtiyar Goran Hawkar Rawand Zana Saman Jamal Mahmoud Saad Faisal Tariq Walid \
      Abdulrahman Qasim Salim Nabil Rashid Hamza Bilal Diyar Jwan Nasir Majid Anwar Salah Adnan Samir
      """),
    women: NameTable(
      """
      Fatima:620 Zainab:360 Maryam:330 Aisha:300 Shilan:220 Shirin:210 Nasrin Rojin Awaz Tara Huda \
      Noor Layla Amina Sara Hanan Khadija Berivan Chnar Rezan Suad Rania Samira Amal Salma Yasmin \
      Rozhin Avin Zhiyan Hawzhin Nadia Iman Widad Asma Sumaya
      """),
    surnames: NameTable(
      """
      Mohammed:420 Ahmed:330 Ali:300 Hassan:210 Hussein:200 Abdullah:150 Mahmood:140 Ibrahim:120 \
      Rashid:110 Karim:105 Salih:100 Aziz:95 Qadir:90 al-Jubouri:60 al-Tikriti:50 al-Dulaimi:50 \
      Barzani:60 Jaff:55 Zebari:40 Surchi:36 Hawrami Amin Saeed Othman Khalaf Hamid Faraj Sharif \
      Taha Jabbar Khidir Rasul Majeed al-Khalidi al-Shammari al-Obeidi al-Hashimi Sorani Garmiyani \
      Bradosti Dizayi Mirani Talabani Herki Shekhani al-Sayed Haddad Khoury Najjar Sabbagh Kurdi
      """,
      tail: NameTable.joined(
        "Abb Anwar Bah Dar Far Gul Had Ham Jal Kal Kham Mand Muf Naq Nur Qar Rah Sab Shar Wah Yas Zah",
        "awi ani i ini eddin ullah oudi ali iri")),
    otherForms: """
      Mohammed:Muhammad|Mohamed|Mohammad|Mehmed|Mohamad|Mo Ahmed:Ahmad|Ahmet|Hama Ali:Aly|Alli \
      Omar:Umar|Omer Hassan:Hasan|Hesen Hussein:Husain|Hussain|Husayn|Hosein Mustafa:Mostafa|Mustapha \
      Ibrahim:Ebrahim|Brahim|Brayim Abdullah:Abdulla|Abdallah|Abdula Khalid:Khaled|Halid \
      Yusuf:Youssef|Yousif|Yousef|Josef Mahmoud:Mahmud|Mahmood Abdulrahman:Abdelrahman|Abdul|Rahman \
      Qasim:Kassem|Ghasem|Qassim Tariq:Tarek|Tarik Rashid:Rasheed|Reshid Salim:Saleem|Selim \
      Faisal:Faysal|Feisal Kamaran:Kamran Zainab:Zeinab|Zeyneb|Zaynab Maryam:Mariam|Miriam|Meryem \
      Fatima:Fatma|Fatimah|Fatemeh Aisha:Aysha|Ayesha|Aicha Layla:Leila|Leyla Noor:Nur|Nour
      """,
    respellings: """
      q>k q>gh kh>h kh>k sh>ch dh>d ee>i i>ee oo>ou u>ou u>o o>u a>e aa>a w>v ay>ai ai>ei j>dj j>c \
      al->el- al->al_ al-> z>dh ss>s mm>m ll>l y>i h> th>t ew>aw
      """,
    respelt: 330, swapped: 200, otherForm: 200)

  static let vietnamese = OriginNames(
    men: NameTable(
      """
      Hùng:420 Tuấn:400 Dũng:360 Minh:350 Cường:320 Hải:300 Long:290 Thắng:280 Sơn:270 Đức:260 Nam \
      Hiếu Quang Trung Bình Tùng Khánh Phong Hoàng Việt Thành Tân Toàn Kiên Mạnh Huy Duy Lâm Phúc Tâm
      """),
    women: NameTable(
      """
      Hương:420 Lan:390 Hoa:370 Thảo:350 Mai:340 Linh:330 Hà:320 Trang:310 Nga:290 Hạnh:280 Thu Ngọc \
      Yến Phương Nhung Thúy Hằng Dung Loan Vân Huyền Hiền Oanh Liên Chi Quỳnh Tuyết Bích Anh Thanh
      """),
    surnames: NameTable(
      """
      Nguyễn:3800 Trần:1100 Lê:950 Phạm:700 Hoàng:330 Huỳnh:180 Phan:450 Vũ:230 Võ:160 Đặng:210 \
      Bùi:200 Đỗ:140 Hồ:130 Ngô:130 Dương:100 Lý:50 Đinh Đoàn Trịnh Mai Cao Lương Tạ Thái Hà Đào \
      Tô Lâm Chu Phùng Quách Kiều Tăng Vương
      """),
    otherForms: """
      Hùng:Henry Minh:Ming Tuấn:Tony Hoàng:Huang Đức:Duke Linh:Linda Hương:Heather Mai:May Lan:Anna \
      Anh:Annie Hoa:Flower Long:Leon Nam:Nick
      """,
    respellings: """
      ng>n nh>n ph>f d>z x>s gi>z uy>ui ươ>uo tr>ch đ>d nguy>ny oa>ua qu>kw y>i ie>i th>t
      """,
    respelt: 90, swapped: 330, otherForm: 60)

  static let portuguese = OriginNames(
    men: NameTable(
      """
      José:560 João:420 António:380 Luís:310 Manuel:300 Carlos:290 Paulo:270 Pedro:260 Rui:240 \
      Francisco Jorge Miguel Tiago Ricardo Nuno Bruno Hélder Sérgio Fernando André Diogo Rogério \
      Vítor Filipe Duarte Armando Márcio Wellington Rafael Gonçalo Artur Joaquim Álvaro Simão
      """),
    women: NameTable(
      """
      Maria:1500 Ana:700 Paula:240 Isabel:230 Catarina:220 Sandra:215 Carla Cátia Patrícia Sónia Inês \
      Marta Fátima Conceição Teresa Filipa Lúcia Vânia Mónica Cristina Rita Joana Beatriz Andreia \
      Susana Helena Glória Olívia Fernanda Juliana Sílvia
      """),
    surnames: NameTable(
      """
      Silva:940 Santos:590 Ferreira:525 Pereira:490 Oliveira:370 Costa:370 Rodrigues:355 Martins:325 \
      Jesus:300 Sousa:295 Fernandes:285 Gonçalves:275 Gomes:260 Lopes:252 Marques:250 Alves:240 \
      Almeida:225 Ribeiro:223 Pinto:210 Carvalho:205 Teixeira:170 Moreira:150 Correia:145 Mendes \
      Nunes Soares Vieira Monteiro Cardoso Rocha Raposo Neves Coelho Cruz Cunha Pires Ramos Reis \
      Simões Antunes Matos Fonseca Machado Araújo Barbosa Tavares Lourenço Castro Figueiredo Azevedo
      """),
    otherForms: """
      José:Zé|Jose João:John|Joao António:Tony|Toni Manuel:Manny|Manel Francisco:Chico|Frank \
      Carlos:Charlie Paulo:Paul Pedro:Peter Miguel:Michael Luís:Lou|Luiz Joaquim:Quim Vítor:Victor \
      Maria:Mary Ana:Anne|Anna Isabel:Bela|Elizabeth Catarina:Cati|Catherine Teresa:Teresinha \
      Cristina:Cris Fernanda:Nanda
      """,
    respellings: """
      ç>s ç>c ã>an ã>a õ>o lh>ly nh>ny s>z z>s ss>s ei>e qu>k ch>sh es>ez x>sh é>e í>i ô>o ou>o
      """,
    respelt: 90, swapped: 60, otherForm: 60)
}
